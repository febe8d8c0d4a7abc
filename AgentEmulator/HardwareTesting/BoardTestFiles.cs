using AgentEmulator.Cli;
using VirtualBoard.Testing.Reports;

namespace AgentEmulator.HardwareTesting;

/// <summary>The report files of a run.</summary>
/// <param name="JUnit">Where the JUnit file goes; null for none.</param>
/// <param name="Trx">Where the TRX file goes; null for none.</param>
internal sealed record BoardTestFiles(FileInfo? JUnit, FileInfo? Trx)
{
    /// <summary>Makes sure, before anything takes minutes, that the files can be written.</summary>
    /// <exception cref="EnvironmentFailureException">One cannot.</exception>
    public void Prepare()
    {
        foreach (var file in new[] { JUnit, Trx })
        {
            if (file is not null)
                Write(file, _ => { });
        }
    }

    /// <summary>Writes them.</summary>
    /// <param name="report">What ran.</param>
    /// <param name="suite">Name of what ran.</param>
    /// <param name="computer">On what it ran.</param>
    /// <param name="started">When it began.</param>
    /// <param name="finished">When it ended.</param>
    /// <exception cref="EnvironmentFailureException">One cannot be written.</exception>
    public void Write(BoardTestReport report, string suite, string computer, DateTimeOffset started, DateTimeOffset finished)
    {
        if (JUnit is not null)
            Write(JUnit, stream => JUnitXml.Write(stream, suite, [.. report.Tests.Select(Case)]));
        if (Trx is not null)
            Write(Trx, stream => TrxFile.Of(report, suite, computer, started, finished).Save(stream));
    }

    /// <summary>Writes a report file, and makes its folder when that is missing.</summary>
    /// <exception cref="EnvironmentFailureException">It cannot be written.</exception>
    public static void Write(FileInfo file, Action<Stream> write)
    {
        try
        {
            file.Directory!.Create();
            using var stream = file.Create();
            write(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentFailureException($"The report {file.FullName} cannot be written: {e.Message}", e);
        }
    }

    private static JUnitCase Case(BoardTestResult test) => new(
        test.ClassName,
        test.Name.StartsWith(test.ClassName + ".", StringComparison.Ordinal) ? test.Name[(test.ClassName.Length + 1)..] : test.Name,
        test.Duration,
        test.Outcome switch
        {
            BoardTestOutcome.Passed => JUnitProblem.None,
            BoardTestOutcome.Failed => JUnitProblem.Failure,
            BoardTestOutcome.Skipped => JUnitProblem.Skipped,
            _ => JUnitProblem.Error,
        },
        test.Message ?? "",
        test.Trace,
        test.Output);
}
