using System.Security.Cryptography;
using System.Text;
using AgentEmulator.Boards;
using AgentEmulator.Cli;
using AgentEmulator.Cloud;
using AgentEmulator.Events;
using AgentEmulator.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using VirtualBoard;
using VirtualBoard.Flash;

namespace AgentEmulator.Activation;

/// <summary>One factory activation on a virtual board: factory, air, board and faults, put together and run to its end.</summary>
/// <remarks>
/// A live scenario has the factory's services on loopback sockets and real time; a simulated one has them in memory and lab time,
/// so that it is a function of its options. The board, its firmware and the services are the same.
/// </remarks>
internal sealed class ActivationScenario : IFactoryObserver, IActivationRun, IDisposable
{
    private readonly ActivationOptions _options;
    private readonly ActivationTracker _tracker = new();
    private readonly Lab _lab;
    private readonly FactoryHost _factory;
    private readonly Board _board;
    private readonly byte[] _secret;
    private readonly HttpMessageInvoker? _sockets;
    private readonly AgentMigration? _migration;
    private readonly List<string> _resets = [];
    private TimeSpan _poweredAt;

    private ActivationScenario(ActivationOptions options, IFirmware firmware, bool live)
    {
        _options = options;
        var definition = InstalledFiles.Board(options.Board);
        _secret = SHA256.HashData(Encoding.UTF8.GetBytes($"factory secret of seed {options.Seed}"));
        _lab = new Lab(live
            ? new LabOptions { Seed = options.Seed, LiveSpeed = options.Speed, Start = TimeProvider.System.GetUtcNow() }
            : new LabOptions { Seed = options.Seed });
        _factory = live ? StartLive() : StartSimulated();
        if (live)
        {
            _sockets = new HttpMessageInvoker(HostHttpHandler.Create(useProxy: false));
            _lab.Internet.Beyond = _sockets;
        }

        ApplyFaultsOfServices();
        AddAccessPoints();
        _board = _lab.AddBoard(definition, new BoardOptions
        {
            Name = "dut",
            Mac = options.Mac,
            FlashContents = OpenFlash(definition.FlashSize),
            Watchdog = options.Watchdog,
        });
        _board.Load(firmware);
        _board.Console.LineWritten += OnLine;
        _board.BootStarted += OnBoot;
        _migration = Has(Fault.AgentMigration) ? new AgentMigration(_lab, _factory.Services.Agents) : null;
        _tracker.StepReached += step => StepReached?.Invoke(step);
    }

    public event Action<ActivationStep>? StepReached;

    /// <summary>A line of the board's console, with board time.</summary>
    public event Action<TimeSpan, string>? BoardPrinted;

    /// <summary>A fact that the factory's services acknowledged, with board time.</summary>
    public event Action<TimeSpan, FactoryEvent>? FactoryReported;

    /// <summary>Where the services are.</summary>
    public IReadOnlyList<(string Name, string Address)> Addresses =>
    [
        .. _options.Tokens is { } tokens
            ? new[] { ("tokens", $"{tokens.Cloud.GetLeftPart(UriPartial.Authority)}: real ones. The board is no imp, so blessing, activation and claim are emulated, and nobody claims the token there.") }
            : [],
        ("impCloud", _factory.Services.Addresses.Cloud),
        ("agents", _factory.Services.Addresses.Agents),
        ("gateway", _factory.Services.Addresses.Gateway),
    ];

    /// <summary>Board time since the board was first powered.</summary>
    public TimeSpan Elapsed => _lab.Now - _poweredAt;

    /// <summary>The lab, for those who go on with the board after its activation, and for tests that do more to it than faults can.</summary>
    internal Lab Lab => _lab;

    internal Board Board => _board;

    internal FactoryServices Services => _factory.Services;

    internal ActivationTracker Tracker => _tracker;

    /// <exception cref="UsageException">No such board.</exception>
    /// <exception cref="EnvironmentFailureException">The flash file cannot be used.</exception>
    public static ActivationScenario Live(ActivationOptions options, IFirmware firmware) => new(options, firmware, live: true);

    /// <exception cref="UsageException">No such board.</exception>
    public static ActivationScenario Simulated(ActivationOptions options, IFirmware firmware) => new(options, firmware, live: false);

    /// <summary>Provisions the board, powers it, and follows it to the end.</summary>
    /// <returns>The report; null when cancelled.</returns>
    public ActivationReport? Run(CancellationToken cancel)
    {
        using var wakeUp = cancel.Register(() => _lab.Post(static () => { }));
        var started = TimeProvider.System.GetTimestamp();
        Provision();
        // Live time has passed while the services came up; the board's begins with its power.
        _lab.RunFor(TimeSpan.Zero);
        _poweredAt = _lab.Now;
        _board.PowerOn();
        _lab.RunUntil(
            () => _tracker.IsFinished || _tracker.IsOverdue(_lab.Now - _poweredAt) || cancel.IsCancellationRequested, _options.Patience);
        if (cancel.IsCancellationRequested)
            return null;
        if (!_tracker.IsFinished)
            _tracker.GiveUp();
        return Report(TimeProvider.System.GetElapsedTime(started));
    }

    /// <summary>Writes what the board needs to find its factory onto its volume.</summary>
    internal void Provision()
    {
        var content = Provisioning.For(_board, _factory.Services.Addresses.Gateway, _secret, _options.FactoryNetwork).ToJson();
        _board.Provision(files => files.WriteAllBytes(Provisioning.BoardPath, content));
    }

    public void Observe(FactoryEvent factoryEvent)
    {
        if (_lab.IsLive)
            _lab.Post(() => Follow(factoryEvent));
        else
            Follow(factoryEvent);
    }

    public void Dispose()
    {
        _lab.Dispose();
        _factory.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _sockets?.Dispose();
    }

    private FactoryHost StartLive() =>
        FactoryHost.StartLiveAsync(Options(), new LiveEndpoints(), _lab.TimeProvider, this, NullLoggerFactory.Instance)
            .GetAwaiter().GetResult();

    private FactoryHost StartSimulated()
    {
        var factory = FactoryHost.StartSimulated(Options(), _lab.TimeProvider, this, NullLoggerFactory.Instance);
        factory.Join(_lab.Internet);
        return factory;
    }

    private FactoryOptions Options()
    {
        var programmed = _options.ProgrammedNetwork;
        var options = FactoryOptions.Create(new SeededIds(_options.Seed), FactoryOptions.EmulatorApiKey, _secret, programmed.Ssid, programmed.Password);
        options = options with { Programs = _options.Agents, Tokens = _options.Tokens, Store = _options.Store };
        if (Has(Fault.BadApiKey))
            options = options with { Dut = options.Dut with { ApiKey = "a key of another account" } };
        // The worst case that the guide describes: the application is imposed right after blessing.
        var takeover = Has(Fault.LoadCodeAfterBlessing) ? TimeSpan.Zero : _options.ApplicationTakeover;
        if (takeover is { } delay)
            options = options with { Cloud = options.Cloud with { LoadCodeAfterBlessing = true, ApplicationTakeoverDelay = delay } };

        return options;
    }

    private void ApplyFaultsOfServices()
    {
        var faults = _factory.Services.Faults;
        if (Has(Fault.ExpiredToken))
            faults.TokenLifetime = TimeSpan.FromSeconds(1);
        if (Has(Fault.BlessRefused))
            faults.RefuseBlessing = "refused on purpose by a fault";
        if (Has(Fault.Cloud5xx))
            faults.FailEnroll(2);
    }

    private void AddAccessPoints()
    {
        var factory = _lab.Air.Add(_options.FactoryNetwork.Ssid, _options.FactoryNetwork.Password);
        factory.SignalDbm = _options.SignalDbm;
        // A unit may be programmed for the factory's own network: then there is one access point.
        var programmed = _options.ProgrammedNetwork == _options.FactoryNetwork
            ? factory : _lab.Air.Add(_options.ProgrammedNetwork.Ssid, _options.ProgrammedNetwork.Password);
        programmed.SignalDbm = _options.SignalDbm;
        if (Has(Fault.WrongWifi))
            programmed.Password = "not-what-was-programmed";
        if (Has(Fault.NoInternet))
            programmed.HasInternet = false;
        if (Has(Fault.NoWifi))
            programmed.IsOn = false;
        if (Has(Fault.NoDhcp))
            programmed.HasDhcp = false;
    }

    private IFlashContents? OpenFlash(int size) => _options.FlashContents is { } contents
        ? new LentFlashContents(contents)
        : BoardFlash.Open(_options.FlashFile, size);

    private void OnBoot(Boot boot)
    {
        if (boot.Number > 1)
            _resets.Add(boot.Reason.ToString());
    }

    private void OnLine(ConsoleLine line)
    {
        var at = line.At - _poweredAt;
        BoardPrinted?.Invoke(at, line.Text);
        if (ConsoleState.TryParse(line.Text) is not { } state)
            return;
        if (state.Name == "blessed" && Has(Fault.PowerCut) && _board.BootCount == 1)
            CutPowerInTheSave();
        _tracker.Observe(at, state);
    }

    /// <summary>Arms a cut at one of the first flash operations after blessing, drawn from the seed.</summary>
    private void CutPowerInTheSave()
    {
        var left = _board.Random("power-cut").Next(5);
        _board.Flash.Intercept = operation =>
        {
            if (left-- > 0)
                return FlashVerdict.Proceed;
            _board.Flash.Intercept = null;
            _tracker.PowerWasCut($"while the board stored its configuration ({operation.Kind.ToString().ToLowerInvariant()} at 0x{operation.Address:X})");
            _lab.After(TimeSpan.FromSeconds(2), _board.PowerOn);
            return FlashVerdict.Cut;
        };
    }

    private void Follow(FactoryEvent fact)
    {
        var at = _lab.Now - _poweredAt;
        FactoryReported?.Invoke(at, fact);
        _tracker.Observe(at, fact);
        _migration?.Observe(fact);
    }

    private bool Has(string fault) => _options.Faults.Contains(fault);

    private ActivationReport Report(TimeSpan wallTime) => ActivationReport.Of(_tracker, new ActivationFacts
    {
        Board = _options.Board,
        DeviceId = Provisioning.DeviceId(_board.Mac),
        Mac = string.Join(':', _board.Mac.Select(b => b.ToString("x2"))),
        Boots = _board.BootCount,
        Resets = _resets,
        BoardTime = _lab.Now - _poweredAt,
        WallTime = wallTime,
        Seed = _options.Seed,
        Faults = [.. _options.Faults.Order(StringComparer.Ordinal)],
    }) with
    {
        Detail = _tracker.Failure is { Reason: FailureReason.WifiNotFound } && _options.ProgrammedNetwork != _options.FactoryNetwork
            ? $"the factory's own network is \"{_options.FactoryNetwork.Ssid}\", units are programmed for \"{_options.ProgrammedNetwork.Ssid}\": a second access point is needed"
            : _tracker.Failure?.Detail,
    };
}
