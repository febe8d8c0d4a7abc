using System.CommandLine;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.Reports;
using AgentEmulator.Rack.Tracing;
using AgentEmulator.Rack.Web;
using Spectre.Console;

namespace AgentEmulator.Cli;

/// <summary>The options by which a soak is watched from outside and reported.</summary>
internal sealed class SoakWatchingArguments
{
    private readonly RackWebArguments _web = new("without it there is no page. (serve has one of all runs, also of those that other processes work on.)");
    private readonly Option<string?> _otlp = RackTracing.Option();

    private readonly Option<DirectoryInfo?> _report = new("--report")
    {
        Description = "At the end write every report into FOLDER: HTML, JUnit, TRX, CSV, Parquet, JSON. (report does the same later.)",
        HelpName = "FOLDER",
    };

    public IEnumerable<Option> All => [_web.Url, _web.TokenFile, _otlp, _report];

    /// <exception cref="UsageException">An address or the token is of no use.</exception>
    public SoakWatching Read(ParseResult parsed, RunFolder runs)
    {
        var web = _web.Read(parsed, runs, fallback: null);
        var collector = RackTracing.Read(parsed, _otlp);
        return new SoakWatching(runs, web, collector is null ? null : SoakTraces.Export(collector), parsed.GetValue(_report));
    }
}

/// <summary>The web page, the traces and the reports of the soak of this process.</summary>
internal sealed class SoakWatching(RunFolder runs, RackWebStart? web, SoakTraces? traces, DirectoryInfo? reports) : IDisposable
{
    private RackWeb? _page;

    /// <summary>Hear of the run.</summary>
    public IReadOnlyList<IRackObserver> Observers => traces is null ? [] : [traces];

    /// <summary>The run has its id.</summary>
    /// <exception cref="EnvironmentFailureException">The page cannot listen.</exception>
    public void Begin(string run, IAnsiConsole console)
    {
        if (web is null)
            return;
        _page = (web with { Run = run }).StartAsync(TimeProvider.System).GetAwaiter().GetResult();
        console.MarkupLine($"  [grey]web[/]     {Markup.Escape(web.Describe(_page))}");
    }

    /// <summary>The run is over, or interrupted.</summary>
    /// <exception cref="EnvironmentFailureException">A report cannot be written.</exception>
    public void End(string run, IAnsiConsole console)
    {
        if (reports is null)
            return;
        var files = RunReportFiles.AllIn(reports, run);
        files.WriteAsync(RunReport.Read(runs.Journal(run))).GetAwaiter().GetResult();
        foreach (var (format, file) in files.All)
            console.MarkupLine($"  [grey]{Markup.Escape(format),-8}[/] {Markup.Escape(file.FullName)}");
    }

    public void Dispose()
    {
        _page?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        traces?.Dispose();
    }
}
