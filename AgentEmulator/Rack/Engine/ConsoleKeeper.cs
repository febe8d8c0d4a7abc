using AgentEmulator.Rack.Journal;

namespace AgentEmulator.Rack.Engine;

/// <summary>Decides whose console the journal keeps: of each board the latest cycle and the latest failed ones.</summary>
/// <param name="kept">Cycles whose console the journal has already, by board, oldest first.</param>
internal sealed class ConsoleKeeper(IEnumerable<(string Board, int Cycle)> kept)
{
    private readonly Dictionary<string, Queue<int>> _failed = kept.GroupBy(k => k.Board, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => new Queue<int>(g.Select(k => k.Cycle)), StringComparer.Ordinal);
    private readonly Dictionary<string, int> _passed = new(StringComparer.Ordinal);

    /// <summary>Cycles whose console is not kept any longer once these events are journaled.</summary>
    public IReadOnlyList<(string Board, int Cycle)> Forget(IReadOnlyList<NewRackEvent> events)
    {
        var forget = new List<(string, int)>();
        foreach (var e in events)
        {
            if (e is not { Board: { } board, Cycle: { } cycle })
                continue;
            switch (e.Data)
            {
                case CycleBegun when _passed.Remove(board, out var before):
                    forget.Add((board, before));
                    break;
                case CycleEnded { Outcome: CycleOutcome.Failed }:
                    if (!_failed.TryGetValue(board, out var failed))
                        _failed.Add(board, failed = new Queue<int>());
                    failed.Enqueue(cycle);
                    if (failed.Count > RackConsoleLine.FailedCyclesPerBoard)
                        forget.Add((board, failed.Dequeue()));
                    break;
                case CycleEnded { Outcome: CycleOutcome.Passed }:
                    _passed[board] = cycle;
                    break;
                case CycleEnded:
                    forget.Add((board, cycle)); // Abandoned: it is done again.
                    break;
            }
        }

        return forget;
    }
}
