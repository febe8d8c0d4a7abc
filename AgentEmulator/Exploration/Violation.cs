using System.Globalization;

namespace AgentEmulator.Exploration;

/// <summary>A promise that was broken.</summary>
/// <param name="Promise">Its name.</param>
/// <param name="Board">The board by name; null when it concerns no one board.</param>
/// <param name="At">Lab time.</param>
/// <param name="What">What was seen, in a sentence.</param>
internal sealed record Violation(string Promise, string? Board, TimeSpan At, string What)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Promise}: {(Board is null ? "" : Board + ": ")}{What} (at {At.TotalSeconds:0.000} s)");
}
