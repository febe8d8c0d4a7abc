using System.Threading;
using ImpDevice.Diagnostics;
using ImpDevice.Networking;
using ImpDevice.Runtime;
using ImpDevice.Storage;

namespace HardwareTests.Support;

/// <summary>The whole device but for radio, gateway and reboot: storage and threads are the board's own.</summary>
internal sealed class DeviceBench
{
    internal const string Plan = "0123456789abcdef";
    internal const string Token = "fedcba9876543210";

    private const string ConfigurationPrefix = TestFiles.Prefix + "dev.";
    private const string UserPrefix = TestFiles.Prefix + "devuser.";
    private const string BootPrefix = TestFiles.Prefix + "devboot.";

    internal DeviceBench(ProgramKind program, NetworkKind kind)
    {
        Configuration = new ConfigurationStore(TestFiles.EmptyStore(ConfigurationPrefix));
        Network = new FakeNetwork(kind == NetworkKind.Wifi ? "wifi" : kind == NetworkKind.Ethernet ? "ethernet" : "cellular");
        bool wifi = kind == NetworkKind.Wifi;
        Runtime = ImpRuntime.StartOn(
            new ImpOptions
            {
                Program = program,
                FirmwareVersion = "1.0.0",
                Provisioning = new Provisioning
                {
                    Gateway = "http://gateway",
                    Key = ScriptedGateway.Key,
                    Board = "some-board",
                    Network = kind,
                    WifiSsid = wifi ? "factory-net" : null,
                    WifiPassword = wifi ? "factory-password" : null,
                    LedPin = -1,
                },
                Configuration = Configuration,
                UserConfiguration = new UserConfiguration(TestFiles.EmptyStore(UserPrefix)),
                Boot = BootRecord.Begin(TestFiles.EmptyStore(BootPrefix)),
                Identity = new DeviceIdentity(new byte[] { 0x24, 0x0A, 0xC4, 1, 2, 3 }),
                Led = StatusLed.OnPin(-1, false),
                Recovery = new Recovery(Power),
            },
            Network,
            Gateway,
            new BoardClock());
    }

    internal DeviceBench(ProgramKind program)
        : this(program, NetworkKind.Wifi)
    {
    }

    internal ScriptedGateway Gateway { get; } = new ScriptedGateway();

    internal FakeNetwork Network { get; }

    internal TestPower Power { get; } = new TestPower();

    internal ConfigurationStore Configuration { get; }

    internal ImpRuntime Runtime { get; }

    internal EventLoop Loop
    {
        get { return Runtime.Loop; }
    }

    /// <summary>What a reload finds in flash.</summary>
    internal static DeviceConfiguration Stored
    {
        get { return new ConfigurationStore(new SlotStore(ConfigurationPrefix)).Current; }
    }

    /// <summary>What a reload finds of the user configuration.</summary>
    internal static byte[] StoredByUser
    {
        get { return new UserConfiguration(new SlotStore(UserPrefix)).Current; }
    }

    /// <summary>Runs a program on a thread of its own, as the firmware does on its main thread.</summary>
    internal void Start(LoopCallback program)
    {
        new Thread(() =>
        {
            program();
            Runtime.Run();
        }).Start();
    }

    /// <summary>Makes callbacks on the calling thread until nothing waits; timers that are not due stay.</summary>
    internal void Settle()
    {
        for (int i = 0; i < 50; i++) Loop.RunOnce(0);
    }

    /// <summary>Ends its threads.</summary>
    internal void Stop()
    {
        Loop.Halt();
        Runtime.Link.Close();
        Gateway.Close();
        Runtime.Watchdog.Stop();
    }

    /// <summary>Removes its files.</summary>
    internal static void RemoveFiles()
    {
        TestFiles.EmptyStore(ConfigurationPrefix);
        TestFiles.EmptyStore(BootPrefix);
        TestFiles.EmptyStore(UserPrefix);
    }
}
