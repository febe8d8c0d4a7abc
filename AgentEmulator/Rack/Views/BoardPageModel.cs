using AgentEmulator.Rack.Watching;

namespace AgentEmulator.Rack.Views;

/// <summary>One board of a run, as its page shows it.</summary>
/// <param name="Board">The board in words.</param>
/// <param name="Charts">Its charts.</param>
/// <param name="Failures">Its latest failures, the last first.</param>
/// <param name="FailureCount">Number of all its failures.</param>
/// <param name="Notes">What happened to it besides cycles, the last first.</param>
public sealed record BoardPageModel(
    BoardModel Board, IReadOnlyList<Chart> Charts, IReadOnlyList<FailureModel> Failures, int FailureCount, IReadOnlyList<NoteModel> Notes)
{
    internal static BoardPageModel? Of(RunHistory history, string name, int mostFailures, int mostNotes)
    {
        var state = history.State;
        if (!state.ByName.TryGetValue(name, out var board))
            return null;
        var position = state.BoardNames.IndexOf(name);
        List<CyclePoint> cycles = [.. history.Cycles.Where(c => c.Board == position)];
        List<BoardFailure> failures = [.. history.Failures.Where(f => f.Board == name)];
        var until = RunModels.Until(state);
        return new BoardPageModel(
            BoardModels.Of(state, board, cycles),
            [
                RunCharts.Rate(cycles, until), RunCharts.Times(cycles, until),
                RunCharts.Heap(cycles, until, state.BoardNames), RunCharts.Wear(cycles, until, state.BoardNames),
            ],
            [.. failures.AsEnumerable().Reverse().Take(mostFailures).Select(BoardModels.Failure)],
            failures.Count,
            [.. history.Notes.Where(n => n.Board == name).Reverse().Take(mostNotes).Select(BoardModels.Note)]);
    }
}
