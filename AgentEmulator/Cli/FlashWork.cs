using System.Globalization;
using AgentEmulator.Flashing;
using AgentEmulator.Serial;
using Spectre.Console;

namespace AgentEmulator.Cli;

/// <summary>Work on one board or on several at once: views, a log each, a summary, the exit code.</summary>
internal sealed class FlashWork(IAnsiConsole console, bool verbose, DirectoryInfo? logs, TimeProvider time)
{
    private readonly List<string> _logFiles = [];

    /// <summary>The logs that were written, in the order of the ports.</summary>
    public IReadOnlyList<string> LogFiles => _logFiles;

    /// <summary>Where logs go unless the user says otherwise.</summary>
    public static DirectoryInfo DefaultLogs => new(Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "nf.proj", "flash-logs"));

    /// <summary>Does the work on every port, in parallel.</summary>
    public async Task<IReadOnlyList<FlashResult>> RunAsync(
        IReadOnlyList<FlashRequest> requests, string nanoff, Func<FlashRun, Task<FlashResult>> work)
    {
        var writers = requests.Select(r => OpenLog(r.Port)).ToList();
        try
        {
            return console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal
                ? await console.Progress().AutoClear(true)
                    .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
                    .StartAsync(context => AllAsync(requests, nanoff, work, writers, port => context.AddTask(Markup.Escape(port))))
                : await AllAsync(requests, nanoff, work, writers, _ => null);
        }
        finally
        {
            foreach (var writer in writers)
                await writer.DisposeAsync();
        }
    }

    /// <summary>Shows how it ended.</summary>
    public void Summary(IReadOnlyList<FlashResult> results, string done)
    {
        console.MarkupLine("");
        if (results.Count > 1)
            ShowTable(results, done);
        foreach (var (result, log) in results.Zip(_logFiles))
        {
            if (result.Succeeded && results.Count == 1)
                console.MarkupLine($"[green bold]{Markup.Escape(done)}.[/] {Markup.Escape(Who(result))}");
            else if (!result.Succeeded)
                console.MarkupLine($"[red bold]{Markup.Escape(result.Port)} failed: {Markup.Escape(result.Reason!)}.[/] {Markup.Escape(result.Message!)}");
            console.MarkupLine($"  [grey]log[/] {Markup.Escape(log)}");
        }
    }

    /// <summary>One code for all: what needs the user's attention most.</summary>
    public static int Code(IReadOnlyList<FlashResult> results)
    {
        int[] worstFirst = [ExitCode.Interrupted, ExitCode.Environment, ExitCode.Usage, ExitCode.Failed];
        return worstFirst.FirstOrDefault(code => results.Any(r => r.ExitCode == code), ExitCode.Done);
    }

    private async Task<IReadOnlyList<FlashResult>> AllAsync(
        IReadOnlyList<FlashRequest> requests, string nanoff, Func<FlashRun, Task<FlashResult>> work, List<StreamWriter> writers, Func<string, ProgressTask?> bar)
    {
        var isOne = requests.Count == 1;
        return await Task.WhenAll(requests.Zip(writers, (request, writer) =>
        {
            var view = new FlashView(console, bar(request.Port), isOne ? "" : $"{request.Port}  ", verbose);
            var run = new FlashRun(new SerialBoardPorts(time), request, nanoff, new LoggedFlashView(view, writer, time), time);
            return Task.Run(() => work(run));
        }));
    }

    private StreamWriter OpenLog(string port)
    {
        var folder = logs ?? DefaultLogs;
        try
        {
            folder.Create();
            var name = string.Concat(port.TrimStart('/').Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
            var file = Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyyMMdd-HHmmss}-{name}.log"));
            _logFiles.Add(file);
            return new StreamWriter(file, append: true) { AutoFlush = true };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentFailureException($"No log can be written in {folder.FullName}: {e.Message} Choose another folder with --logs.", e);
        }
    }

    private void ShowTable(IReadOnlyList<FlashResult> results, string done)
    {
        var table = new Table().Border(TableBorder.None).AddColumns("port", "outcome", "MAC", "application at", "firmware");
        foreach (var result in results)
        {
            table.AddRow(
                Markup.Escape(result.Port),
                result.Succeeded ? $"[green]{Markup.Escape(done.ToLowerInvariant())}[/]" : $"[red]{Markup.Escape(result.Reason!)}[/]",
                result.Chip is { } chip ? ChipDetails.MacText(chip.Mac) : "-",
                result.DeployOffset is { } offset ? NanoffCommand.Hex(offset) : "-",
                Markup.Escape(result.Boot?.Booted?["firmware"] ?? "-"));
        }

        console.Write(table);
    }

    private static string Who(FlashResult result) => result.Chip is { } chip
        ? $"{Boards.Provisioning.DeviceId(chip.Mac)} ({ChipDetails.MacText(chip.Mac)}) on {result.Port}"
        : result.Port;
}
