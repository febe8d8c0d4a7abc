using System.Reflection;
using System.Text.Json.Serialization;
using CsvHelper;
using Parquet.Serialization;

namespace AgentEmulator.Rack.Reports;

/// <summary>The cycles as tables for spreadsheets and notebooks.</summary>
internal static class TableFiles
{
    private static readonly (string Name, PropertyInfo Property)[] Columns =
        [.. typeof(CycleRow).GetProperties().Select(p => (p.GetCustomAttribute<JsonPropertyNameAttribute>()!.Name, p))];

    /// <summary>
    /// RFC 4180 with a header line, UTF-8. Text that a spreadsheet would take for a formula gets an apostrophe in front: what a board says must not
    /// become one.
    /// </summary>
    public static void WriteCsv(Stream stream, IReadOnlyList<CycleRow> cycles)
    {
        using var csv = CsvWriter.Create(stream, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true);
        csv.WriteRecord([.. Columns.Select(c => c.Name)]);
        foreach (var cycle in cycles)
        {
            foreach (var (_, property) in Columns)
                Write(csv, property.GetValue(cycle));
            csv.EndRecord();
        }
    }

    /// <summary>Columns and types of <see cref="CycleRow"/>.</summary>
    public static async Task<byte[]> ParquetAsync(IReadOnlyList<CycleRow> cycles)
    {
        using var memory = new MemoryStream();
        await ParquetSerializer.SerializeAsync(cycles, memory);
        return memory.ToArray();
    }

    private static void Write(CsvWriter csv, object? value)
    {
        switch (value)
        {
            case bool flag:
                csv.WriteField(flag ? "true" : "false");
                break;
            case DateTime time:
                csv.WriteField(time, "yyyy-MM-ddTHH:mm:ss.ffffffZ");
                break;
            default:
                csv.WriteField(value);
                break;
        }
    }
}
