using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace AgentEmulator.Tests.Cli;

/// <summary>The program as users start it: a process of its own.</summary>
internal sealed partial class Emulator : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly List<(Func<string, bool> Wanted, TaskCompletionSource<string> Seen)> _waits = [];

    private Emulator(Action<ProcessStartInfo> configure, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "AgentEmulator.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        configure(start);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Add(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Add(_error, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output => Read(_output);

    public string Error => Read(_error);

    public static Emulator Start(params string[] arguments) => new(_ => { }, arguments);

    /// <summary>Starts it in surroundings of its own: environment, working directory.</summary>
    public static Emulator Start(Action<ProcessStartInfo> configure, params string[] arguments) => new(configure, arguments);

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var emulator = Start(arguments);
        var code = await emulator.ExitAsync();
        return (code, emulator.Output, emulator.Error);
    }

    public async Task<int> ExitAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"It still runs. {Said}");
        }

        return _process.ExitCode;
    }

    /// <summary>Waits for a line on stdout or stderr.</summary>
    /// <exception cref="TimeoutException">It did not come, or cannot any more.</exception>
    public async Task<string> LineAsync(Func<string, bool> wanted)
    {
        var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waits)
        {
            var lines = (_output.ToString() + _error).Split('\n');
            if (lines.FirstOrDefault(wanted) is { } there)
                return there;
            _waits.Add((wanted, seen));
        }

        using var done = new CancellationTokenSource();
        var ended = _process.WaitForExitAsync(done.Token);
        await Task.WhenAny(seen.Task, ended, Task.Delay(Patience, done.Token));
        await done.CancelAsync();
        return seen.Task.IsCompleted ? await seen.Task
            : throw new TimeoutException(ended.IsCompletedSuccessfully ? $"It ended with {_process.ExitCode}. {Said}" : $"It still runs. {Said}");
    }

    /// <summary>What Ctrl+C sends. Not on Windows, where a process cannot be sent one.</summary>
    public void Interrupt() => Assert.Equal(0, Kill(_process.Id, 2));

    /// <summary>Ends it at once, with no chance to do anything more (SIGKILL).</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private string Said => $"stdout:\n{Output}\nstderr:\n{Error}";

    private void Add(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (_waits)
        {
            text.Append(line).Append('\n');
            foreach (var (wanted, seen) in _waits)
            {
                if (wanted(line))
                    seen.TrySetResult(line);
            }
        }
    }

    private string Read(StringBuilder text)
    {
        lock (_waits)
            return text.ToString();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
