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
            var events = reader.Events().ToList();
            var problems = Problems(reader, events);
            foreach (var problem in problems.Take(MostProblems))
                console.MarkupLine($"[red]{Markup.Escape(problem)}[/]");
            if (problems.Count > MostProblems)
                console.MarkupLine($"[red]and {problems.Count - MostProblems} problems more[/]");
            if (problems.Count > 0)
                return ExitCode.Failed;
            var state = RunState.Of(events);
            console.MarkupLine(string.Create(
                CultureInfo.InvariantCulture,
                $"[green]The journal of {Markup.Escape(id)} is intact:[/] {events.Count:N0} events, {state.Cycles:N0} cycles of {state.BoardNames.Count} boards, each counted once; {state.Resumptions} resumptions."));
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

    private static List<string> Problems(JournalReader reader, List<RackEvent> events)
    {
        var problems = new List<string>();
        if (reader.Check() is { } damage)
            problems.Add($"The file is damaged: {damage}");
        if (events.Count == 0 || events[0].Data is not RunBegun)
            problems.Add("It does not begin with the begin of a run.");
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i].Sequence != i + 1)
                problems.Add($"Event {i + 1} is missing; the one in its place has number {events[i].Sequence}.");
        }

        foreach (var board in events.Where(e => e.Board is not null).GroupBy(e => e.Board!, StringComparer.Ordinal))
            problems.AddRange(ProblemsOf(board.Key, board));
        return problems;
    }

    /// <summary>Cycles of a board are 1, 2, 3 ... and each has a begin before its one end that counts.</summary>
    private static IEnumerable<string> ProblemsOf(string board, IEnumerable<RackEvent> events)
    {
        var counted = 0;
        int? running = null;
        foreach (var e in events)
        {
            switch (e.Data)
            {
                case CycleBegun:
                    if (running is { } other)
                        yield return $"{board}: cycle {e.Cycle} begins within cycle {other}.";
                    if (e.Cycle != counted + 1)
                        yield return $"{board}: cycle {e.Cycle} begins after {counted} cycles that count.";
                    running = e.Cycle;
                    break;
                case StepReached or CycleEnded when e.Cycle != running:
                    yield return $"{board}: event {e.Sequence} ({e.Kind}) is about cycle {e.Cycle}, which is not under way.";
                    break;
                case CycleEnded end:
                    running = null;
                    counted += end.Outcome == CycleOutcome.Abandoned ? 0 : 1;
                    break;
            }
        }
    }
}
