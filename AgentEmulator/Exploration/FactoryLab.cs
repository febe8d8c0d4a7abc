using System.Security.Cryptography;
using System.Text;
using AgentEmulator.Activation;
using AgentEmulator.Boards;
using AgentEmulator.Cloud;
using AgentEmulator.Events;
using AgentEmulator.Exploration.Promises;
using AgentEmulator.Gateway;
using AgentEmulator.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using VirtualBoard;
using VirtualBoard.Radio;
using VirtualBoard.Tracing;

namespace AgentEmulator.Exploration;

/// <summary>
/// One factory and any number of boards in a simulated lab, with every promise watched. What happens in it is a function of
/// <see cref="FactoryLabOptions"/> and of what is done to it.
/// </summary>
internal sealed class FactoryLab : IFactoryObserver, IDisposable
{
    private readonly FactoryLabOptions _options;
    private readonly FactoryHost _factory;
    private readonly byte[] _secret;
    private readonly Dictionary<string, FactoryBoard> _byDevice = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<Promise> _promises;

    public FactoryLab(FactoryLabOptions options)
    {
        _options = options;
        _secret = SHA256.HashData(Encoding.UTF8.GetBytes($"factory secret of seed {options.Seed}"));
        Trace = new LabTrace(options.TraceSink);
        Lab = new Lab(new LabOptions { Seed = options.Seed, Trace = Trace });
        _promises = PromiseList.Create(this);
        var (ssid, password) = options.ProgrammedNetworks[0];
        _factory = FactoryHost.StartSimulated(
            FactoryOptions.Create(new SeededIds(options.Seed), FactoryOptions.EmulatorApiKey, _secret, ssid, password), Lab.TimeProvider, this, NullLoggerFactory.Instance);
        _factory.Join(Lab.Internet);
        FactoryNetwork = Lab.Air.Add(options.FactoryNetwork.Ssid, options.FactoryNetwork.Password);
        ProgrammedNetworks = [.. options.ProgrammedNetworks.Select(n => Lab.Air.Add(n.Ssid, n.Password))];
        Boards = [.. Enumerable.Range(1, options.Boards).Select(AddBoard)];
    }

    public Lab Lab { get; }

    public LabTrace Trace { get; }

    public FactoryServices Services => _factory.Services;

    public AccessPoint FactoryNetwork { get; }

    public IReadOnlyList<AccessPoint> ProgrammedNetworks { get; }

    public FactoryLabOptions Options => _options;

    public IReadOnlyList<FactoryBoard> Boards { get; }

    /// <summary>The first promise that was broken; null as long as all hold.</summary>
    public Violation? Violation { get; private set; }

    /// <summary>A line of a board's console, and a fact of the services.</summary>
    public event Action<TimeSpan, string, string>? Said;

    /// <summary>Writes what a board needs to find its factory onto its volume. Only without power.</summary>
    public void Provision(FactoryBoard board)
    {
        var content = Provisioning.For(board.Board, _factory.Services.Addresses.Gateway, _secret, _options.FactoryNetwork).ToJson();
        board.Board.Provision(files => files.WriteAllBytes(Provisioning.BoardPath, content));
    }

    /// <summary>Runs until the condition holds, a promise is broken, or the time is over.</summary>
    /// <returns>Whether the condition holds and no promise is broken.</returns>
    public bool RunUntil(Func<bool> done, TimeSpan limit) => Lab.RunUntil(() => Violation is not null || done(), limit) && Violation is null;

    /// <summary>Does something with the lab; an exception that comes out of it breaks the promise that there is none.</summary>
    /// <remarks>Services answer failures of their own with 500; what comes here is a defect of the machine, of a fault or of a promise.</remarks>
    public void Guarded(Action action)
    {
        try
        {
            action();
        }
#pragma warning disable CA1031 // Becomes the run's violation, with its seed and the command that replays it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Violation ??= new Violation("no-defect", null, Lab.Now, e.ToString());
        }
    }

    public void Break(Promise promise, FactoryBoard? board, string what)
    {
        Violation ??= new Violation(promise.Name, board?.Name, Lab.Now, what);
        Lab.Note(board?.Name ?? "lab", $"promise {promise.Name} broken");
    }

    /// <summary>Runs until every board has activated, or breaks the promise that it would; then checks what holds at the end.</summary>
    /// <returns>How often a person had to restart a board.</returns>
    public int AwaitActivation()
    {
        if (Violation is not null)
            return 0;
        var restarted = _promises.OfType<Activates>().Single().Await();
        foreach (var board in Boards)
        {
            foreach (var promise in _promises)
            {
                if (Violation is null)
                    promise.AtEnd(board);
            }
        }

        return restarted;
    }

    /// <summary>Agents of DUTs that start from now on have their boards programmed for another network.</summary>
    public void ProgramFor(int network)
    {
        var (ssid, password) = _options.ProgrammedNetworks[network];
        Services.Dut = Services.Dut with { Ssid = ssid, Password = password };
    }

    /// <summary>A board's own key as 64 hexadecimal digits.</summary>
    public string KeyOf(FactoryBoard board) => Convert.ToHexStringLower(BoardKeys.Derive(_secret, board.DeviceId));

    public FactoryBoard? BoardOf(string? deviceId) => deviceId is null ? null : _byDevice.GetValueOrDefault(deviceId);

    void IFactoryObserver.Observe(FactoryEvent factoryEvent)
    {
        var board = BoardOf(factoryEvent.DeviceId);
        Lab.Note(board?.Name ?? "factory", factoryEvent.ToString());
        Said?.Invoke(Lab.Now, board?.Name ?? "factory", factoryEvent.ToString());
        board?.History.Observe(factoryEvent);
        foreach (var promise in _promises)
            promise.OnFact(board, factoryEvent);
    }

    public void Dispose()
    {
        Lab.Dispose();
        _factory.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private FactoryBoard AddBoard(int number)
    {
        var added = new FactoryBoard(Lab, _options.Definition, $"board-{number}");
        _byDevice.Add(added.DeviceId, added);
        added.Board.Load(_options.Firmware);
        added.Board.BootStarted += boot => OnBoot(added, boot);
        added.Board.Console.LineWritten += line => OnLine(added, line);
        Provision(added);
        return added;
    }

    private void OnBoot(FactoryBoard board, Boot boot)
    {
        board.History.Begin(boot);
        foreach (var promise in _promises)
            promise.OnBoot(board, boot);
    }

    private void OnLine(FactoryBoard board, ConsoleLine line)
    {
        Said?.Invoke(line.At, board.Name, line.Text);
        var state = ConsoleState.TryParse(line.Text);
        if (state is not null)
            board.History.Observe(state);
        foreach (var promise in _promises)
        {
            promise.OnLine(board, line.Text);
            if (state is not null)
                promise.OnState(board, state);
        }
    }
}
