using ImpDevice;
using ImpDevice.Diagnostics;
using ImpDevice.Runtime;
using ImpDevice.Storage;

namespace DeviceFirmware.Programs;

/// <summary>
/// The boot after the factory program: connects with the programmed network, presents the token, and goes on as production. A refusal
/// is an outcome: it is stored with its reason, the token is gone, and the next boot runs the factory program for a fresh one.
/// </summary>
internal sealed class ActivationProgram
{
    private const double FirstPauseSeconds = 5;
    private const double LongestPauseSeconds = 60;

    private readonly ImpRuntime _runtime;
    private double _pauseSeconds = FirstPauseSeconds;
    private int _attempt;

    internal ActivationProgram(ImpRuntime runtime)
    {
        _runtime = runtime;
    }

    internal void Start()
    {
        _runtime.Connect();
        Enrol();
    }

    private void Enrol()
    {
        DeviceConfiguration configuration = _runtime.Configuration.Current;
        ImpConsole.State("enrolling", new Fields()
            .Add("plan", Secret.Shorten(configuration.PlanId))
            .Add("token", Secret.Shorten(configuration.TokenId))
            .Add("attempt", ++_attempt));
        _runtime.Enrol(configuration.PlanId, configuration.TokenId, Answered);
    }

    private void Answered(EnrolAnswer answer)
    {
        if (answer.Activated) Activated(answer);
        else if (answer.IsFinal) Refused(answer);
        else TryAgain(answer);
    }

    private void Activated(EnrolAnswer answer)
    {
        _runtime.Configuration.Update(c =>
        {
            c.Activated = true;
            c.AgentUrl = answer.AgentUrl;
            c.TokenId = null;
            c.ActivationOutcome = "activated";
        });
        ImpConsole.State("activated", new Fields().Add("agent_url", answer.AgentUrl));
        _runtime.ContinueAsProduction();
        new ProductionProgram(_runtime).Begin();
    }

    private void Refused(EnrolAnswer answer)
    {
        _runtime.Configuration.Update(c =>
        {
            c.PlanId = null;
            c.TokenId = null;
            c.WifiSsid = null;
            c.WifiPassword = null;
            c.ActivationOutcome = answer.Reason;
        });
        _runtime.Led.Show(LedState.ActivationRefused);
        ImpConsole.State("activation-refused", new Fields().Add("reason", answer.Reason).Add("message", answer.Message));
        Server.Error("activation refused: " + answer.Reason);
    }

    private void TryAgain(EnrolAnswer answer)
    {
        ImpConsole.Warning("activation", "no answer, trying again", new Fields()
            .Add("reason", answer.Reason)
            .Add("detail", answer.Message)
            .Add("in_s", (long)_pauseSeconds));
        Imp.Wakeup(_pauseSeconds, Enrol);
        _pauseSeconds = _pauseSeconds * 2 > LongestPauseSeconds ? LongestPauseSeconds : _pauseSeconds * 2;
    }
}
