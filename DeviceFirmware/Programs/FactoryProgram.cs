using System;
using System.Collections;
using DeviceFirmware.SelfTests;
using ImpDevice;
using ImpDevice.Diagnostics;
using ImpDevice.Runtime;
using ImpDevice.Storage;
using ImpDevice.Text;

namespace DeviceFirmware.Programs;

/// <summary>
/// DUT firmware: the factory activation guide's flow, step by step. Handlers first; tests; "ready for token"; the agent's token; bless;
/// and only when that has succeeded the two setters, the report, and a reboot on idle. Every wait ends: a token request after 90 s and
/// three requests, a blessing after a minute, the report's receipt after 10 s.
/// </summary>
internal sealed class FactoryProgram
{
    private const string Area = "factory";
    private const int MostTokenRequests = 3;

    // The agent has its own tries at the impCloud, and says so when they are over; this is for an agent that says nothing.
    private const double AnswerSeconds = 90;
    private const double FirstPauseSeconds = 5;
    private const double ReceiptSeconds = 10;

    private readonly ImpRuntime _runtime;
    private WakeupTimer _answerTimer;
    private ActivationToken _token;
    private int _requests;

    internal FactoryProgram(ImpRuntime runtime)
    {
        _runtime = runtime;
    }

    private bool UsesWifi
    {
        get { return _runtime.Provisioning.Network == NetworkKind.Wifi; }
    }

    internal void Start()
    {
        _runtime.Connect();
        Agent.On("activation.token", OnToken);
        Agent.On("activation.refused", OnRefused);
        Agent.On("activation.data.received", OnReportReceived);
        SelfTestRun tests = SelfTestRun.Of(_runtime);
        Send("test.result", tests.Report);
        if (tests.Passed)
        {
            ImpConsole.State("tests-passed");
            RequestToken();
            return;
        }
        ImpConsole.State("tests-failed", new Fields().Add("tests", tests.FailedNames));
        Server.Bless(false, blessed => Server.Error("tests failed: " + tests.FailedNames));
    }

    private void RequestToken()
    {
        _requests++;
        Hashtable ready = new Hashtable();
        ready.Add("device_id", Hardware.GetDeviceId());
        ready.Add("mac", Hardware.GetMacAddress());
        ready.Add("network", _runtime.Provisioning.NetworkName);
        Send("ready.for.token", ready);
        ImpConsole.State("ready", new Fields().Add("attempt", _requests));
        _answerTimer = Imp.Wakeup(AnswerSeconds, () => TokenRefused("no-answer", null));
    }

    private void OnRefused(object data)
    {
        if (_token != null || _answerTimer == null) return;
        Hashtable refusal = data as Hashtable;
        TokenRefused(JsonFields.GetString(refusal, "reason") ?? "unknown", JsonFields.GetString(refusal, "message"));
    }

    /// <summary>Asks again after 5 and 10 s; then the unit stays as it is until it is power-cycled or restarted from outside.</summary>
    private void TokenRefused(string reason, string message)
    {
        Imp.CancelWakeup(_answerTimer);
        _answerTimer = null;
        bool last = _requests >= MostTokenRequests;
        ImpConsole.State("token-refused", new Fields().Add("reason", reason).Add("attempt", _requests).Add("final", last).Add("message", message));
        if (last)
        {
            _runtime.Led.Show(LedState.Failed);
            Server.Error("no token: " + reason);
            return;
        }
        Imp.Wakeup(FirstPauseSeconds * _requests, () =>
        {
            if (_token == null) RequestToken();
        });
    }

    private void OnToken(object data)
    {
        if (_token != null)
        {
            ImpConsole.Warning(Area, "second token ignored");
            return;
        }
        string problem;
        ActivationToken token = ActivationToken.From(data as Hashtable, UsesWifi, out problem);
        if (token == null)
        {
            if (_answerTimer != null) TokenRefused("malformed-token", problem);
            return;
        }
        Imp.CancelWakeup(_answerTimer);
        _answerTimer = null;
        _token = token;
        ImpConsole.State("token-received", new Fields().Add("plan", Secret.Shorten(token.PlanId)).Add("token", Secret.Shorten(token.TokenId)));
        BlessDeviceUnderTest();
    }

    private void BlessDeviceUnderTest()
    {
        Server.Bless(true, blessed =>
        {
            if (!blessed)
            {
                ReportBlessFailure();
                return;
            }
            Imp.SetEnrolTokens(_token.PlanId, _token.TokenId);
            if (UsesWifi) Imp.SetWifiConfiguration(_token.Ssid, _token.Password);
            ReportActivationData();
        });
    }

    private void ReportBlessFailure()
    {
        Hashtable failure = new Hashtable();
        failure.Add("reason", Server.BlessReason);
        failure.Add("message", Server.BlessMessage);
        Send("bless.failed", failure);
    }

    private void ReportActivationData()
    {
        Hashtable report = new Hashtable();
        report.Add("device_id", Hardware.GetDeviceId());
        report.Add("mac", Hardware.GetMacAddress());
        report.Add("plan_id", _token.PlanId);
        report.Add("token_id", _token.TokenId);
        Send("activation.data", report);
        _answerTimer = Imp.Wakeup(ReceiptSeconds, () =>
        {
            // The tokens are stored: the unit can activate whether or not the fixture knows of it.
            ImpConsole.Warning(Area, "the fixture has not confirmed the report, going on");
            Restart();
        });
    }

    private void OnReportReceived(object data)
    {
        if (_token == null || _answerTimer == null) return;
        ImpConsole.State("reported");
        Restart();
    }

    private void Restart()
    {
        Imp.CancelWakeup(_answerTimer);
        _answerTimer = null;
        Imp.OnIdle(() => Imp.Reset());
    }

    private static void Send(string name, Hashtable data)
    {
        SendResult sent = Agent.Send(name, data);
        if (sent != SendResult.Ok) ImpConsole.Error(Area, "not sent", new Fields().Add("name", name).Add("result", (int)sent));
    }
}
