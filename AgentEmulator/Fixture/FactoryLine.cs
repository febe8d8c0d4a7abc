using System.Security.Cryptography;
using System.Text;
using AgentEmulator.Activation;
using AgentEmulator.Boards;
using AgentEmulator.Cloud;
using AgentEmulator.Events;
using AgentEmulator.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using VirtualBoard;
using VirtualBoard.Boards;

namespace AgentEmulator.Fixture;

/// <summary>
/// A line: one fixture, and as many virtual boards as the operator lays down, one for each trigger. The services are those of an
/// activation, live on sockets or simulated in memory.
/// </summary>
internal sealed class FactoryLine : IFactoryObserver, IFactoryBlinkUp, IDisposable
{
    private readonly Dictionary<string, ActivationTracker> _trackers = new(StringComparer.Ordinal);
    private readonly LineOptions _options;
    private readonly BoardDefinition _definition;
    private readonly IFirmware _firmware;
    private readonly byte[] _secret;
    private readonly FactoryHost _factory;
    private readonly HttpMessageInvoker? _sockets;
    private readonly AgentMigration? _migration;

    private FactoryLine(LineOptions options, IFirmware firmware, bool live)
    {
        _options = options;
        _firmware = firmware;
        var activation = options.Activation;
        _definition = InstalledFiles.Board(activation.Board);
        _secret = SHA256.HashData(Encoding.UTF8.GetBytes($"factory secret of seed {activation.Seed}"));
        Lab = new Lab(live
            ? new LabOptions { Seed = activation.Seed, LiveSpeed = activation.Speed, Start = TimeProvider.System.GetUtcNow() }
            : new LabOptions { Seed = activation.Seed });
        Station = new FixtureStation(this, Lab.TimeProvider, options.HoldOff);
        _factory = live
            ? FactoryHost.StartLiveAsync(FactoryOptions(), new LiveEndpoints(), Lab.TimeProvider, this, NullLoggerFactory.Instance).GetAwaiter().GetResult()
            : FactoryHost.StartSimulated(FactoryOptions(), Lab.TimeProvider, this, NullLoggerFactory.Instance);
        if (live)
            Lab.Internet.Beyond = _sockets = new HttpMessageInvoker(HostHttpHandler.Create(useProxy: false));
        else
            _factory.Join(Lab.Internet);
        _factory.Services.Agents.FixtureDevice = (name, data) => OnLab(() => Station.Receive(name, data));
        _migration = activation.Faults.Contains(Fault.AgentMigration) ? new AgentMigration(Lab, _factory.Services.Agents) : null;
        AddNetworks();
    }

    /// <summary>The impFactory.</summary>
    public FixtureStation Station { get; }

    public Lab Lab { get; }

    /// <summary>Boards that were laid down so far.</summary>
    public int Boards => _trackers.Count;

    internal FactoryServices Services => _factory.Services;

    public static FactoryLine Live(LineOptions options, IFirmware firmware) => new(options, firmware, live: true);

    public static FactoryLine Simulated(LineOptions options, IFirmware firmware) => new(options, firmware, live: false);

    /// <summary>What is known of a unit from its console and the services: its failure, steps and notes.</summary>
    public ActivationTracker TrackerOf(string deviceId) => _trackers[deviceId];

    /// <summary>Lays a new board down and gives it what BlinkUp gives: the factory's network, and who the factory is.</summary>
    public string? Begin()
    {
        var board = Lab.AddBoard(_definition, new BoardOptions { Name = $"unit-{_trackers.Count + 1}" });
        var deviceId = Provisioning.DeviceId(board.Mac);
        if (!Services.Cloud.Admit(deviceId, Convert.ToHexStringLower(board.Mac)).Accepted)
            return null;
        var tracker = new ActivationTracker();
        _trackers.Add(deviceId, tracker);
        var begun = Lab.Now;
        board.Load(_firmware);
        board.Console.LineWritten += line =>
        {
            if (ConsoleState.TryParse(line.Text) is { } state)
                tracker.Observe(line.At - begun, state);
            ShowFailure(deviceId, tracker);
        };
        var content = Provisioning.For(board, Services.Addresses.Gateway, _secret, _options.Activation.FactoryNetwork).ToJson();
        board.Provision(files => files.WriteAllBytes(Provisioning.BoardPath, content));
        board.PowerOn();
        return deviceId;
    }

    public void Observe(FactoryEvent factoryEvent) => OnLab(() =>
    {
        _migration?.Observe(factoryEvent);
        if (factoryEvent.DeviceId is not { } deviceId || !_trackers.TryGetValue(deviceId, out var tracker))
            return;
        tracker.Observe(Lab.Now, factoryEvent);
        ShowFailure(deviceId, tracker);
    });

    public void Dispose()
    {
        Lab.Dispose();
        _factory.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _sockets?.Dispose();
    }

    private void ShowFailure(string deviceId, ActivationTracker tracker)
    {
        // A claim that times out is told by the fixture's agent; the console knows better why, and is asked when the result comes.
        if (tracker.Failure is { } failure && failure.Reason != FailureReason.ClaimTimeout)
            Station.Fail(deviceId, failure.Reason);
    }

    private void OnLab(Action action)
    {
        if (Lab.IsLive)
            Lab.Post(action);
        else
            action();
    }

    private FactoryOptions FactoryOptions()
    {
        var activation = _options.Activation;
        var network = activation.ProgrammedNetwork;
        var options = Hosting.FactoryOptions.Create(new SeededIds(activation.Seed), Hosting.FactoryOptions.EmulatorApiKey, _secret, network.Ssid, network.Password);
        return options with { Programs = activation.Agents };
    }

    private void AddNetworks()
    {
        var activation = _options.Activation;
        Lab.Air.Add(activation.FactoryNetwork.Ssid, activation.FactoryNetwork.Password);
        var programmed = Lab.Air.Add(activation.ProgrammedNetwork.Ssid, activation.ProgrammedNetwork.Password);
        if (activation.Faults.Contains(Fault.WrongWifi))
            programmed.Password = "not-what-was-programmed";
        programmed.IsOn = !activation.Faults.Contains(Fault.NoWifi);
        programmed.HasDhcp = !activation.Faults.Contains(Fault.NoDhcp);
        programmed.HasInternet = !activation.Faults.Contains(Fault.NoInternet);
    }
}
