using System.Collections;
using System.IO;
using System.Text;
using System.Threading;
using ImpDevice;
using ImpDevice.Diagnostics;
using ImpDevice.Runtime;
using ImpDevice.Storage;
using ImpDevice.Text;

namespace DeviceFirmware.Programs;

/// <summary>The guide's flow in the fewest lines, with one of the mistakes that are made on lines. Without a mistake it activates.</summary>
internal sealed class FactoryProgram
{
    private const string MistakePath = "I:\\mistake.txt";
    private const string KnownFixture = "5000f1c7000000ff";
    private const int SlowTestsMs = 11 * 60 * 1000;

    private readonly ImpRuntime _runtime;
    private readonly string _mistake;

    internal FactoryProgram(ImpRuntime runtime)
    {
        _runtime = runtime;
        _mistake = File.Exists(MistakePath) ? Text(File.ReadAllBytes(MistakePath)) : "";
    }

    internal void Start()
    {
        bool early = _mistake == "reads-configparams-early" && !InFactory();
        _runtime.Connect();
        if (early)
        {
            // It has decided at boot that this is no factory, and waits for an end user's BlinkUp.
            return;
        }
        if (_mistake == "knows-other-fixtures-only" && (string)Imp.ConfigParams["factory_imp_device_id"] != KnownFixture)
        {
            return;
        }
        if (_mistake == "registers-handler-late") Imp.Wakeup(2, RegisterHandlers);
        else RegisterHandlers();
        Imp.Wakeup(0, () => Agent.Send("ready.for.token", Ready()));
        ImpConsole.State("ready");
    }

    private static bool InFactory()
    {
        return Imp.ConfigParams.Contains("factory_imp_device_id");
    }

    private static Hashtable Ready()
    {
        Hashtable ready = new Hashtable();
        ready.Add("device_id", Hardware.GetDeviceId());
        ready.Add("mac", Hardware.GetMacAddress());
        ready.Add("network", "wifi");
        return ready;
    }

    private void RegisterHandlers()
    {
        Agent.On(_mistake == "mistypes-a-name" ? "activation.tokne" : "activation.token", data => OnToken((Hashtable)data));
        Agent.On("activation.data.received", data => Imp.OnIdle(() => Imp.Reset()));
    }

    private void OnToken(Hashtable token)
    {
        ImpConsole.State("token-received", new Fields().Add("token", Secret.Shorten(JsonFields.GetString(token, "token_id"))));
        // The token is already there while the tests take their time.
        if (_mistake == "fetches-the-token-before-slow-tests") Thread.Sleep(SlowTestsMs / 3);
        if (_mistake == "fetches-the-token-before-slow-tests") Imp.Wakeup(SlowTestsMs * 2 / 3 / 1000, () => Bless(token));
        else Bless(token);
    }

    private void Bless(Hashtable token)
    {
        Server.Bless(true, blessed =>
        {
            if (!blessed) return;
            Imp.SetEnrolTokens(JsonFields.GetString(token, "plan_id"), JsonFields.GetString(token, "token_id"));
            Imp.SetWifiConfiguration(JsonFields.GetString(token, "ssid"), JsonFields.GetString(token, "password"));
            // The habit of normal factory firmware, so that the end user finds an unconfigured device.
            if (_mistake == "clears-the-configuration") Imp.ClearConfiguration();
            Hashtable report = new Hashtable();
            report.Add("device_id", Hardware.GetDeviceId());
            report.Add("mac", Hardware.GetMacAddress());
            report.Add("plan_id", JsonFields.GetString(token, "plan_id"));
            report.Add("token_id", JsonFields.GetString(token, "token_id"));
            Agent.Send("activation.data", report);
            Imp.Wakeup(10, () => Imp.OnIdle(() => Imp.Reset()));
        });
    }

    private static string Text(byte[] bytes)
    {
        return Encoding.UTF8.GetString(bytes, 0, bytes.Length);
    }
}
