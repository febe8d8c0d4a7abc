using AgentEmulator.Rack;
using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.Engine;
using AgentEmulator.Rack.Journal;

namespace AgentEmulator.Tests.Rack;

/// <summary>Boards whose cycles end as a test says, in no time: what is tested is the engine around them.</summary>
internal sealed class ScriptedBoards(Func<BoardSpec, CycleOrder, string?> reasonOf, Func<BoardSpec, int, BoardProblem?>? look = null) : IRackBoardFactory
{
    private int _cycles;

    /// <summary>Called with the number of cycles begun so far, on the engine's threads.</summary>
    public Action<int>? OnCycle { get; init; }

    public void Check(RackDefinition rack, bool simulated)
    {
    }

    public IRackBoard Make(BoardSpec spec, RackDefinition rack, FlashFigures? wear, double? speed) => new ScriptedBoard(this, spec);

    private sealed class ScriptedBoard(ScriptedBoards all, BoardSpec spec) : IRackBoard
    {
        private int _looks;

        public BoardProblem? Look(CancellationToken cancel) => all.LookAt(spec, ++_looks);

        public CycleEnded RunCycle(CycleOrder order, ICycleListener listener, CancellationToken cancel)
        {
            all.OnCycle?.Invoke(Interlocked.Increment(ref all._cycles));
            cancel.ThrowIfCancellationRequested();
            var reason = all.ReasonOf(spec, order);
            listener.Printed(TimeSpan.FromSeconds(1), $"cycle {order.Cycle} of {spec.Name}");
            listener.Step(TimeSpan.FromSeconds(2), CycleSteps.FactoryReset, "");
            return new CycleEnded
            {
                Outcome = reason is null ? CycleOutcome.Passed : CycleOutcome.Failed,
                Reason = reason,
                Seed = order.Seed,
                Faults = order.Faults,
                Recheck = order.Recheck,
                // Cycles of different lengths, so that boards overtake each other.
                BoardMs = 10_000 + (long)(order.Seed % 5000),
                ActivationMs = 5000,
            };
        }

        public void Dispose()
        {
        }
    }

    private string? ReasonOf(BoardSpec spec, CycleOrder order) => reasonOf(spec, order);

    private BoardProblem? LookAt(BoardSpec spec, int number) => look?.Invoke(spec, number);
}
