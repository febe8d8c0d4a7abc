using System.Globalization;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;
using Spectre.Console;

namespace AgentEmulator.Cli;

/// <summary>Checks a run's journal: the file, the order of its events, and that every cycle counts once.</summary>
internal static class SoakVerification
{
    private const int MostProblems = 20;

    public static int Run(string id, RunFolder runs, IAnsiConsole console, bool json)
    {
        try
        {
            using var reader = JournalReader.Open(runs.Journal(id));
            var problems = new List<string>();
            var state = Check(reader, problems);
            foreach (var problem in problems.Take(MostProblems))
                console.MarkupLine($"[red]{Markup.Escape(problem)}[/]");
            if (problems.Count > MostProblems)
                console.MarkupLine($"[red]and {problems.Count - MostProblems} problems more[/]");
            if (problems.Count > 0)
                return ExitCode.Failed;
            console.MarkupLine(string.Create(
                CultureInfo.InvariantCulture,
                $"[green]The journal of {Markup.Escape(id)} is intact:[/] {state.LastSequence:N0} events, {state.Cycles:N0} cycles of {state.BoardNames.Count} boards, each counted once; {state.Resumptions} resumptions."));
            if (json)
                Console.Out.WriteLine(RunSummary.Of(state).ToJson());
            return ExitCode.Done;
        }
        catch (JournalException e)
        {
            throw new EnvironmentFailureException(e.Message, e);
        }
    }

    /// <summary>How a run began.</summary>
    /// <exception cref="EnvironmentFailureException">Its journal does not say.</exception>
    public static RunBegun Begin(RunFolder runs, string id)
    {
        try
        {
            using var reader = JournalReader.Open(runs.Journal(id));
            return reader.Events(limit: 1).FirstOrDefault()?.Data as RunBegun
                ?? throw new EnvironmentFailureException(
                    $"The run {id} was killed before it began; there is nothing to go on with. Start it again, and delete {runs.Journal(id)}.");
        }
        catch (JournalException e)
        {
            throw new EnvironmentFailureException(e.Message, e);
        }
    }

    /// <summary>Goes through the events one by one, since a long run has millions.</summary>
    private static RunState Check(JournalReader reader, List<string> problems)
    {
        if (reader.Check() is { } damage)
            problems.Add($"The file is damaged: {damage}");
        var state = RunState.Empty;
        var boards = new Dictionary<string, BoardCheck>(StringComparer.Ordinal);
        foreach (var e in reader.Events())
        {
            if (e.Sequence != state.LastSequence + 1)
            {
                problems.Add($"Event {state.LastSequence + 1} is missing; the one in its place has number {e.Sequence}.");
                return state;
            }

            if (e.Sequence == 1 && e.Data is not RunBegun)
                problems.Add("It does not begin with the begin of a run.");
            state = state.Apply(e);
            if (e.Board is not { } board)
                continue;
            if (!boards.TryGetValue(board, out var check))
                boards.Add(board, check = new BoardCheck(board));
            if (check.Problem(e) is { } problem)
                problems.Add(problem);
        }

        if (state.LastSequence == 0)
            problems.Add("It has no events.");
        return state;
    }

    /// <summary>Cycles of a board are 1, 2, 3 ... and each has a begin before its one end that counts.</summary>
    private sealed class BoardCheck(string board)
    {
        private int _counted;
        private int? _running;

        public string? Problem(RackEvent e)
        {
            switch (e.Data)
            {
                case CycleBegun:
                    var (before, counted) = (_running, _counted);
                    _running = e.Cycle;
                    return before is not null ? $"{board}: cycle {e.Cycle} begins within cycle {before}."
                        : e.Cycle != counted + 1 ? $"{board}: cycle {e.Cycle} begins after {counted} cycles that count."
                        : null;
                case StepReached or CycleEnded when e.Cycle != _running:
                    return $"{board}: event {e.Sequence} ({e.Kind}) is about cycle {e.Cycle}, which is not under way.";
                case CycleEnded end:
                    _running = null;
                    _counted += end.Outcome == CycleOutcome.Abandoned ? 0 : 1;
                    return null;
                default:
                    return null;
            }
        }
    }
}
