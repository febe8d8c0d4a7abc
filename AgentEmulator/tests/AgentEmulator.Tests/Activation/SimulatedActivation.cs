using AgentEmulator.Activation;
using AgentEmulator.Boards;
using AgentEmulator.Events;
using VirtualBoard;
using VirtualBoard.Retargeting;

namespace AgentEmulator.Tests.Activation;

/// <summary>An activation in a simulated lab: the compiled firmware, the real services, and all that was said on the way.</summary>
internal sealed class SimulatedActivation : IDisposable
{
    private static readonly Lazy<IFirmware> Firmware = new(() => InstalledFiles.Firmware(InstalledFiles.ImageCache()));
    private static readonly Lazy<IFirmware> CarelessFirmware = new(() => FirmwareImage.Load(
        Path.Combine(AppContext.BaseDirectory, "careless-firmware", "CarelessFirmware.dll"), new RetargetOptions { Cache = InstalledFiles.ImageCache() }));

    public SimulatedActivation(params string[] faults)
        : this(new ActivationOptions { Faults = faults.ToHashSet(StringComparer.Ordinal) })
    {
    }

    public SimulatedActivation(ActivationOptions options, IFirmware? firmware = null)
    {
        Scenario = ActivationScenario.Simulated(options, firmware ?? Firmware.Value);
        Scenario.BoardPrinted += (at, line) => Console.Add($"{at.TotalSeconds:0.000} {line}");
        Scenario.FactoryReported += (_, fact) => Facts.Add(fact);
    }

    /// <summary>The firmware as it is shipped.</summary>
    public static IFirmware Careful => Firmware.Value;

    /// <summary>Firmware that makes the mistake which the file mistake.txt on the board names.</summary>
    public static IFirmware Careless => CarelessFirmware.Value;

    public ActivationScenario Scenario { get; }

    /// <summary>The board's console, each line behind the board time in seconds.</summary>
    public List<string> Console { get; } = [];

    public string DeviceId => Provisioning.DeviceId(Scenario.Board.Mac);

    public List<FactoryEvent> Facts { get; } = [];

    public ActivationReport Run()
    {
        var report = Scenario.Run(CancellationToken.None)!;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', Console));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', Facts));
        return report;
    }

    public int Count(string fact) => Facts.Count(f => f.Name == fact);

    public void Dispose() => Scenario.Dispose();
}
