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

namespace AgentEmulator.Benchmarks;

/// <summary>Virtual boards in one simulated lab, for measurements of speed and memory.</summary>
internal sealed class BenchLine : IFactoryObserver, IDisposable
{
    /// <summary>
    /// Boards that share a factory: what one fixture can keep in sight, whose agent has 40 requests at once and 2 more each second.
    /// </summary>
    private const int BoardsPerFactory = 50;

    private const string ApiKey = "blinkup-api-key-of-the-emulator";

    private static readonly WifiCredentials FactoryNetwork = new ActivationOptions().FactoryNetwork;
    private static readonly WifiCredentials ProgrammedNetwork = new ActivationOptions().ProgrammedNetwork;

    private readonly byte[] _secret = SHA256.HashData(Encoding.UTF8.GetBytes("factory secret of the bench"));
    private readonly Lab _lab = new(new LabOptions());
    private readonly List<FactoryHost> _factories = [];
    private readonly List<Board> _boards = [];
    private readonly Dictionary<Board, FactoryHost> _factoryOf = [];

    public BenchLine(BoardDefinition definition, IFirmware firmware, int boards)
    {
        _lab.Air.Add(FactoryNetwork.Ssid, FactoryNetwork.Password);
        _lab.Air.Add(ProgrammedNetwork.Ssid, ProgrammedNetwork.Password);
        for (var i = 0; i < boards; i++)
        {
            if (i % BoardsPerFactory == 0)
                _factories.Add(StartFactory($"f{_factories.Count}."));
            var board = _lab.AddBoard(definition, new BoardOptions { Name = $"dut-{i}" });
            board.Load(firmware);
            _boards.Add(board);
            _factoryOf.Add(board, _factories[^1]);
        }
    }

    public Lab Lab => _lab;

    public IReadOnlyList<Board> Boards => _boards;

    /// <summary>Activations that the impCloud has acknowledged.</summary>
    public int Activations { get; private set; }

    /// <summary>Makes a board the next unit of the line: nothing in its flash but what the factory provisions; then powers it.</summary>
    public void PlaceUnit(Board board)
    {
        board.PowerOff();
        var content = Provisioning.For(board, _factoryOf[board].Services.Addresses.Gateway, _secret, FactoryNetwork).ToJson();
        board.Provision(files =>
        {
            foreach (var entry in files.Enumerate(@"I:\").Where(e => !e.IsDirectory))
                files.Delete(@"I:\" + entry.Name);
            files.WriteAllBytes(Provisioning.BoardPath, content);
        });
        board.PowerOn();
    }

    /// <summary>Activates every board once, all at the same time.</summary>
    /// <exception cref="InvalidOperationException">Not all were activated within ten minutes of board time.</exception>
    public void ActivateAll()
    {
        var goal = Activations + _boards.Count;
        foreach (var board in _boards)
            PlaceUnit(board);
        if (!_lab.RunUntil(() => Activations >= goal, TimeSpan.FromMinutes(10)))
            throw new InvalidOperationException($"{goal - Activations} of {_boards.Count} boards were not activated within ten minutes of board time.");
    }

    /// <summary>Has each board activated once in every period, by turns, while those that are activated do their work.</summary>
    public void RunFor(TimeSpan time, TimeSpan period)
    {
        var start = _lab.Now;
        for (var i = 0; i < _boards.Count; i++)
        {
            var board = _boards[i];
            for (var at = start + (period * i / _boards.Count); at < start + time; at += period)
                _lab.Schedule(at, () => PlaceUnit(board));
        }

        _lab.RunFor(time);
    }

    public void Observe(FactoryEvent factoryEvent)
    {
        if (factoryEvent.Name == FactoryEventNames.DeviceActivated)
            Activations++;
    }

    public void Dispose()
    {
        _lab.Dispose();
        foreach (var factory in _factories)
            factory.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private FactoryHost StartFactory(string prefix)
    {
        var options = FactoryOptions.Create(new SeededIds((ulong)_factories.Count), ApiKey, _secret, ProgrammedNetwork.Ssid, ProgrammedNetwork.Password);
        var factory = FactoryHost.StartSimulated(options, _lab.TimeProvider, this, NullLoggerFactory.Instance, prefix);
        foreach (var name in new[] { FactoryHost.CloudName, FactoryHost.AgentsName, FactoryHost.GatewayName })
            _lab.Internet.Add(prefix + name, factory.Network!);
        return factory;
    }
}
