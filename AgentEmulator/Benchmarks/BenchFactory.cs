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

/// <summary>A factory and its boards in a simulated lab of their own.</summary>
internal sealed class BenchFactory : IFactoryObserver, IDisposable
{
    private static readonly WifiCredentials FactoryNetwork = new ActivationOptions().FactoryNetwork;
    private static readonly WifiCredentials ProgrammedNetwork = new ActivationOptions().ProgrammedNetwork;

    private readonly byte[] _secret = SHA256.HashData(Encoding.UTF8.GetBytes("factory secret of the bench"));
    private readonly FactoryHost _factory;
    private readonly List<Board> _boards = [];

    public BenchFactory(BoardDefinition definition, IFirmware firmware, int boards, ulong seed, int? core = null)
    {
        Lab = new Lab(new LabOptions { Seed = seed, Core = core });
        var options = FactoryOptions.Create(new SeededIds(seed), FactoryOptions.EmulatorApiKey, _secret, ProgrammedNetwork.Ssid, ProgrammedNetwork.Password);
        _factory = FactoryHost.StartSimulated(options, Lab.TimeProvider, this, NullLoggerFactory.Instance);
        _factory.Join(Lab.Internet);
        Lab.Air.Add(FactoryNetwork.Ssid, FactoryNetwork.Password);
        Lab.Air.Add(ProgrammedNetwork.Ssid, ProgrammedNetwork.Password);
        for (var i = 0; i < boards; i++)
        {
            var board = Lab.AddBoard(definition, new BoardOptions { Name = $"dut-{i}" });
            board.Load(firmware);
            _boards.Add(board);
        }
    }

    public Lab Lab { get; }

    public IReadOnlyList<Board> Boards => _boards;

    /// <summary>Activations that the impCloud has acknowledged.</summary>
    public int Activations { get; private set; }

    /// <summary>Makes a board the next unit of the line: nothing in its flash but what the factory provisions; then powers it.</summary>
    public void PlaceUnit(Board board)
    {
        board.PowerOff();
        var content = Provisioning.For(board, _factory.Services.Addresses.Gateway, _secret, FactoryNetwork).ToJson();
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
        if (!Lab.RunUntil(() => Activations >= goal, TimeSpan.FromMinutes(10)))
            throw new InvalidOperationException($"{goal - Activations} of {_boards.Count} boards were not activated within ten minutes of board time.");
    }

    /// <summary>Runs for a time in which each board is activated once, by turns, while those that are activated do their work.</summary>
    public void RunFor(TimeSpan period)
    {
        for (var i = 0; i < _boards.Count; i++)
        {
            var board = _boards[i];
            Lab.After(period * i / _boards.Count, () => PlaceUnit(board));
        }

        Lab.RunFor(period);
    }

    public void Observe(FactoryEvent factoryEvent)
    {
        if (factoryEvent.Name == FactoryEventNames.DeviceActivated)
            Activations++;
    }

    public void Dispose()
    {
        Lab.Dispose();
        _factory.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
