using AgentEmulator.Exploration.Promises;

namespace AgentEmulator.Exploration.Cuts;

/// <summary>What came out of one activation with cuts.</summary>
/// <param name="Cuts">The cuts it was asked for.</param>
/// <param name="Violation">The promise that was broken; null when all held.</param>
/// <param name="States">States of the world behind the cuts that happened.</param>
/// <param name="Rest">Places to cut again, from the last cut (or the first power) to the activation.</param>
/// <param name="Restarted">Whether a person had to restart the board because it gave a reason.</param>
/// <param name="TraceHash">Hash of the run's trace.</param>
/// <param name="BoardTime">Lab time of the run.</param>
internal sealed record CutResult(
    IReadOnlyList<CutPoint> Cuts, Violation? Violation, IReadOnlyList<UInt128> States, StageSize Rest, bool Restarted, string TraceHash,
    TimeSpan BoardTime)
{
    /// <summary>
    /// Whether every cut happened. One before an answer does not when the request is never answered, as a poll that a reboot ends.
    /// </summary>
    public bool IsComplete => States.Count == Cuts.Count;
}

/// <summary>One activation of one board with its power cut at given points, with every promise watched.</summary>
internal static class CutRun
{
    /// <summary>Cuts are also tried for a while after the activation, in which the application begins its work.</summary>
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(10);

    /// <summary>Runs to the end.</summary>
    /// <param name="options">Seed, board and firmware.</param>
    /// <param name="cuts">The cuts in order; none for a flawless activation.</param>
    /// <param name="watch">Gets the lab before anything happens in it.</param>
    public static CutResult Execute(
        FactoryLabOptions options, IReadOnlyList<CutPoint> cuts, Action<FactoryLab>? watch = null)
    {
        using var lab = new FactoryLab(options);
        watch?.Invoke(lab);
        var board = lab.Boards[0];
        var plan = new CutPlan(lab, cuts);
        var restarted = 0;
        lab.Guarded(() =>
        {
            board.Board.PowerOn();
            lab.RunUntil(() => board.IsActivated || board.Reason is not null, Activates.Within);
            lab.RunUntil(static () => false, Afterwards);
            // A cut in that last while is made good as any other.
            lab.RunUntil(() => board.Board.IsPowered, Afterwards);
            plan.Stop();
            restarted = lab.AwaitActivation();
        });
        return new CutResult(cuts, lab.Violation, plan.States, plan.Size, restarted > 0, lab.Trace.Hash, lab.Lab.Now);
    }
}
