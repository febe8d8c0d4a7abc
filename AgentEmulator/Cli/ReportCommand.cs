using System.CommandLine;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.Reports;
using AgentEmulator.Rack.State;
using AgentEmulator.Rack.Views;
using AgentEmulator.Rack.Watching;

namespace AgentEmulator.Cli;

/// <summary>Rebuilds the reports of a soak run from its journal.</summary>
internal sealed class ReportCommand
{
    private const string Description =
        """
        Write the reports of a soak run, rebuilt from its journal; also while the run goes on.

        Without an option it writes RUN.html, one page that needs nothing else, into the current folder.

        Examples:
          report                                the latest run
          report RUN --all reports              every format into the folder reports
          report RUN --junit soak.xml --csv soak.csv
          report RUN --json                     one JSON object on stdout and no file

        What the exit codes mean here:
          0    every cycle passed
          1    a cycle failed
          2    usage: wrong arguments, no such run, a file that is no journal
          3    environment: a file cannot be read or written
          4    every cycle passed, but boards are in quarantine
        """;

    private readonly Argument<string?> _run = new("RUN")
    {
        Description = "Id of the run or the beginning of one, or the path of a journal. Default: the run that was worked on last.",
        Arity = ArgumentArity.ZeroOrOne,
        DefaultValueFactory = _ => null,
    };

    private readonly Option<DirectoryInfo> _journal = RackWebArguments.JournalFolder();

    private readonly Option<FileInfo?> _html = new("--html") { Description = "Write the page.", HelpName = "FILE" };

    private readonly Option<FileInfo?> _junit = new("--junit") { Description = "Write JUnit XML: each board a suite, each cycle a test.", HelpName = "FILE" };

    private readonly Option<FileInfo?> _trx = new("--trx") { Description = "Write a TRX report.", HelpName = "FILE" };

    private readonly Option<FileInfo?> _csv = new("--csv") { Description = "Write a table, a row for each cycle.", HelpName = "FILE" };

    private readonly Option<FileInfo?> _parquet = new("--parquet") { Description = "Write the same table as Parquet.", HelpName = "FILE" };

    private readonly Option<DirectoryInfo?> _all = new("--all") { Description = "Write every format, the JSON object too, into FOLDER as RUN.html and so on.", HelpName = "FOLDER" };

    private readonly Option<bool> _json = new("--json") { Description = "Print exactly one JSON object on stdout, everything else on stderr." };

    private ReportCommand()
    {
    }

    public static Command Create()
    {
        var report = new ReportCommand();
        var command = new Command("report", Description)
        {
            report._run, report._journal, report._html, report._junit, report._trx, report._csv, report._parquet, report._all, report._json,
        };
        command.SetAction((parsed, _) => report.RunAsync(parsed));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        var report = Read(Journal(parsed.GetValue(_run), parsed.GetValue(_journal)!));
        var json = parsed.GetValue(_json);
        var say = json ? Console.Error : Console.Out;
        var files = Files(parsed, report.State.Run, json);
        foreach (var set in files)
            await set.WriteAsync(report);
        Print(report, say);
        foreach (var (format, file) in files.SelectMany(f => f.All))
            await say.WriteLineAsync($"  {format,-8} {file.FullName}");
        if (json)
            Console.Out.WriteLine(RunSummary.Of(report.State).ToJson());
        return Code(report.State);
    }

    private List<RunReportFiles> Files(ParseResult parsed, string run, bool json)
    {
        var named = new RunReportFiles
        {
            Html = parsed.GetValue(_html),
            JUnit = parsed.GetValue(_junit),
            Trx = parsed.GetValue(_trx),
            Csv = parsed.GetValue(_csv),
            Parquet = parsed.GetValue(_parquet),
        };
        var files = new List<RunReportFiles>();
        if (named.All.Any())
            files.Add(named);
        if (parsed.GetValue(_all) is { } folder)
            files.Add(RunReportFiles.AllIn(folder, run));
        if (files.Count == 0 && !json)
            files.Add(new RunReportFiles { Html = new FileInfo(run + ".html") });
        return files;
    }

    private static void Print(RunReport report, TextWriter say)
    {
        var state = report.State;
        say.WriteLine($"Run {state.Run}: {RunSummary.Word(state.Status)}");
        say.WriteLine($"  {Words.Count(state.Cycles, "cycle")}: {Words.Count(state.Passed)} passed, {Words.Count(state.Failed)} failed; " +
            $"{Words.Count(state.BoardNames.Count, "board")}, {Words.Count(state.Quarantined)} in quarantine");
        foreach (var reason in state.Reasons.OrderByDescending(r => r.Value))
            say.WriteLine($"    {Words.Count(reason.Value),7}  {reason.Key}");
        foreach (var line in report.Model().Confidence)
            say.WriteLine($"  {line}");
        foreach (var board in state.Boards.Where(b => b.Quarantine is not null))
            say.WriteLine($"  in quarantine: {board.Name}, {board.Quarantine!.Reason}: {board.Quarantine.Evidence}");
    }

    private static string Journal(string? run, DirectoryInfo folder)
    {
        // A path is told from an id by what only a path has.
        if (run is not null && (run.EndsWith(".db", StringComparison.OrdinalIgnoreCase) || run.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)))
            return Path.GetFullPath(run);
        try
        {
            var runs = new RunFolder(folder.FullName);
            return runs.Journal(runs.Resolve(run));
        }
        catch (JournalException e)
        {
            throw new UsageException(e.Message, e);
        }
    }

    private static RunReport Read(string path)
    {
        try
        {
            return RunReport.Read(path);
        }
        catch (JournalException e)
        {
            throw new UsageException(e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentFailureException($"The journal {path} cannot be read: {e.Message}", e);
        }
    }

    private static int Code(RunState state) =>
        state.Failed > 0 ? ExitCode.Failed : state.Quarantined > 0 ? ExitCode.Quarantined : ExitCode.Done;
}
