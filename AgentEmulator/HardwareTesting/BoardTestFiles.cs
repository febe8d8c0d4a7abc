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
    /// <exception cref="EnvironmentFailureException">One cannot be written.</exception>
    public void Write(BoardTestReport report, string computer, DateTimeOffset started, DateTimeOffset finished)
    {
        if (JUnit is not null)
            Write(JUnit, stream => JUnitXml.Write(stream, TestImage.TestAssemblyName, [.. report.Tests.Select(Case)]));
        if (Trx is not null)
            Write(Trx, stream => TrxFile.Of(report, computer, started, finished).Save(stream));
    }

    private static void Write(FileInfo file, Action<Stream> write)
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
