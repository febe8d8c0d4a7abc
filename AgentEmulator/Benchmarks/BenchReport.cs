using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentEmulator.Benchmarks;

/// <summary>What the virtual board costs on this computer.</summary>
internal sealed record BenchReport
{
    /// <summary>The CPU table.</summary>
    public required IReadOnlyList<BenchRow> Cpu { get; init; }

    /// <summary>Geometric mean of the ratios.</summary>
    public required double CpuGeomean { get; init; }

    /// <summary>From power to the firmware's first line, once it is retargeted, in milliseconds of processor time.</summary>
    public required double BootMs { get; init; }

    /// <summary>How often a second the lab can go from one board thread to another.</summary>
    public required double SwitchesPerS { get; init; }

    /// <summary>Whole factory activations per second of processor time, by the number of boards that activate at the same time.</summary>
    public required IReadOnlyDictionary<string, double> ActivationsPerS { get; init; }

    /// <summary>Resident memory of an activated board beyond the first, in KB, with the most boards that were measured.</summary>
    public required double KbPerBoard { get; init; }

    /// <summary>Lab time over real time with 64 boards of which each activates every ten minutes.</summary>
    [JsonPropertyName("speedup_64")]
    public required double Speedup64 { get; init; }

    /// <summary>How many cores the 64 boards were run on at the same time.</summary>
    public required int SpeedupCores { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, BenchJson.Default.BenchReport);
}

/// <summary>A row of the CPU table.</summary>
/// <param name="Name">What is done.</param>
/// <param name="PlainNs">Nanoseconds straight on .NET.</param>
/// <param name="BoardNs">Nanoseconds on the virtual board.</param>
/// <param name="Ratio">The one over the other.</param>
internal sealed record BenchRow(string Name, double PlainNs, double BoardNs, double Ratio);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(BenchReport))]
internal sealed partial class BenchJson : JsonSerializerContext;
