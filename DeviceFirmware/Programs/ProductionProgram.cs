using System;
using System.Collections;
using ImpDevice;
using ImpDevice.Diagnostics;
using ImpDevice.Runtime;
using ImpDevice.Storage;
#if !NANO_V2
using NativeGC = nanoFramework.Runtime.Native.GC;
#endif

namespace DeviceFirmware.Programs;

/// <summary>
/// The product's application: here one that tells its agent every 30 s that it lives. Loaded on a device that was never enrolled, it
/// waits for BlinkUp.
/// </summary>
internal sealed class ProductionProgram
{
    private const int HeartbeatSeconds = 30;

    private readonly ImpRuntime _runtime;
    private int _heartbeats;

    internal ProductionProgram(ImpRuntime runtime)
    {
        _runtime = runtime;
    }

    internal void Start()
    {
        if (!_runtime.Configuration.Current.Activated)
        {
            // What the default Device Group setting does to factory activation: the application is there, the tokens never will be.
            _runtime.Led.Show(LedState.Unconfigured);
            ImpConsole.State("unconfigured", new Fields().Add("reason", "no-enrolment").Add("waits_for", "blinkup"));
            return;
        }
        _runtime.Connect();
        Begin();
    }

    /// <summary>Already connected: the rest of it.</summary>
    internal void Begin()
    {
        DeviceConfiguration configuration = _runtime.Configuration.Current;
        ImpConsole.State("production", new Fields().Add("agent_url", configuration.AgentUrl).Add("plan", configuration.PlanId));
        Heartbeat();
    }

    private void Heartbeat()
    {
        Imp.Wakeup(HeartbeatSeconds, Heartbeat);
        Hashtable data = new Hashtable();
        data.Add("n", ++_heartbeats);
        data.Add("uptime_s", Environment.TickCount64 / 1000);
#if !NANO_V2
        // Version 2 of nanoFramework does not tell how much is free.
        data.Add("free_heap", NativeGC.Run(false));
#endif
        data.Add("boot", _runtime.Boot.Number);
        // Once per boot: looking around takes the radio off its channel.
        if (_heartbeats == 1) _runtime.MeasureSignal();
        data.Add("rssi", _runtime.Rssi);
        SendResult sent = Agent.Send("heartbeat", data);
        Fields fields = new Fields().Add("n", _heartbeats);
        if (sent == SendResult.Ok) ImpConsole.State("heartbeat", fields);
        else ImpConsole.Warning("production", "heartbeat not sent", fields.Add("result", (int)sent));
    }
}
