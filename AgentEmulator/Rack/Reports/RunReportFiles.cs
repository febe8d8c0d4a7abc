using System.Text;
using AgentEmulator.HardwareTesting;

namespace AgentEmulator.Rack.Reports;

/// <summary>Which reports of a run to write, and where.</summary>
internal sealed record RunReportFiles
{
    /// <summary>One self-contained page.</summary>
    public FileInfo? Html { get; init; }

    public FileInfo? JUnit { get; init; }

    public FileInfo? Trx { get; init; }

    public FileInfo? Csv { get; init; }

    public FileInfo? Parquet { get; init; }

    /// <summary>The object of <c>--json</c>.</summary>
    public FileInfo? Json { get; init; }

    /// <summary>All formats, in one folder, named after the run.</summary>
    public static RunReportFiles AllIn(DirectoryInfo folder, string run)
    {
        return new RunReportFiles
        {
            Html = In(".html"),
            JUnit = In(".junit.xml"),
            Trx = In(".trx"),
            Csv = In(".csv"),
            Parquet = In(".parquet"),
            Json = In(".json"),
        };

        FileInfo In(string extension) => new(Path.Combine(folder.FullName, run + extension));
    }

    /// <summary>The files, each with the name of its format.</summary>
    public IEnumerable<(string Format, FileInfo File)> All =>
        new (string, FileInfo?)[] { ("HTML", Html), ("JUnit", JUnit), ("TRX", Trx), ("CSV", Csv), ("Parquet", Parquet), ("JSON", Json) }
            .Where(f => f.Item2 is not null).Select(f => (f.Item1, f.Item2!));

    /// <summary>Writes them.</summary>
    /// <exception cref="Cli.EnvironmentFailureException">One cannot be written.</exception>
    public async Task WriteAsync(RunReport report)
    {
        if (Html is not null)
            Save(Html, Encoding.UTF8.GetBytes(await HtmlReport.OfAsync(report)));
        if (JUnit is not null || Trx is not null)
        {
            new BoardTestFiles(JUnit, Trx).Write(
                CycleResults.Of(report), report.State.Begun!.Rack, report.State.Run, report.State.BegunAt, report.State.LastAt);
        }

        if (Csv is not null)
            BoardTestFiles.Write(Csv, stream => TableFiles.WriteCsv(stream, report.Cycles));
        if (Parquet is not null)
            Save(Parquet, await TableFiles.ParquetAsync(report.Cycles));
        if (Json is not null)
            Save(Json, Encoding.UTF8.GetBytes(State.RunSummary.Of(report.State).ToJson() + "\n"));
    }

    private static void Save(FileInfo file, byte[] content) => BoardTestFiles.Write(file, stream => stream.Write(content));
}
