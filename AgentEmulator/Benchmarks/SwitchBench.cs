using VirtualBoard;
using VirtualBoard.Benchmarking;
using VirtualBoard.Boards;

namespace AgentEmulator.Benchmarks;

/// <summary>What going from one board thread to another costs: boards whose threads do nothing but sleep by turns.</summary>
internal sealed class SwitchBench : IFirmware
{
    private const int Boards = 100;
    private const int ThreadsPerBoard = 3;

    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(1);

    public string Name => "switches";

    public static double PerSecond(BoardDefinition definition)
    {
        using var lab = new Lab(new LabOptions());
        var firmware = new SwitchBench();
        for (var i = 0; i < Boards; i++)
        {
            var board = lab.AddBoard(definition, new BoardOptions { Name = $"board-{i}" });
            board.Load(firmware);
            board.PowerOn();
        }

        lab.RunFor(TimeSpan.FromSeconds(1));
        var before = lab.Switches;
        var time = CpuTime.Of(() => lab.RunFor(TimeSpan.FromMilliseconds(200)));
        return (lab.Switches - before) / time.TotalSeconds;
    }

    public void Run(Boot boot)
    {
        for (var i = 1; i < ThreadsPerBoard; i++)
            boot.StartThread($"napper {i}", SleepByTurns);
        SleepByTurns();
    }

    private static void SleepByTurns()
    {
        while (true)
            BoardThread.Current!.Sleep(Nap);
    }
}
