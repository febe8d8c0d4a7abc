using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using AgentEmulator.Cli;

namespace AgentEmulator.Flashing;

/// <summary>How a program of somebody else ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to its standard output.</param>
/// <param name="Everything">What it wrote to its standard output and standard error, as it came.</param>
internal sealed record ProgramEnd(int ExitCode, string Output, string Everything);

/// <summary>Runs programs of others: shows what they say, does not wait for ever, and leaves none behind.</summary>
internal sealed class ExternalProgram(TimeProvider time, Action<string> show)
{
    /// <summary>Runs a program to its end.</summary>
    /// <param name="file">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="showOutput">Whether its standard output is for people too; what it says to standard error always is.</param>
    /// <param name="cancel">Ends it, and what it started.</param>
    /// <exception cref="EnvironmentFailureException">It cannot be started, or took too long.</exception>
    public async Task<ProgramEnd> RunAsync(
        string file, IReadOnlyList<string> arguments, TimeSpan limit, bool showOutput, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(file)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var output = new StringBuilder();
        var everything = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Take(line.Data, output, everything, showOutput);
        process.ErrorDataReceived += (_, line) => Take(line.Data, null, everything, shown: true);
        Start(process, file);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();

        using var tooLong = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, tooLong.Token);
        try
        {
            await process.WaitForExitAsync(either.Token);
        }
        catch (OperationCanceledException e)
        {
            process.Kill(entireProcessTree: true);
            cancel.ThrowIfCancellationRequested();
            throw new EnvironmentFailureException($"{file} did not end within {limit.TotalSeconds:0} s and was ended.", e);
        }

        return new ProgramEnd(process.ExitCode, output.ToString(), everything.ToString());
    }

    private static void Start(Process process, string file)
    {
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new EnvironmentFailureException($"{file} cannot be started: {e.Message}", e);
        }
    }

    private void Take(string? line, StringBuilder? output, StringBuilder everything, bool shown)
    {
        if (line is null)
            return;
        output?.Append(line).Append('\n');
        lock (everything)
            everything.Append(line).Append('\n');
        if (shown)
            show(line);
    }
}
