using System.Globalization;

namespace VirtualBoard.Testing.Running;

/// <summary>Spans of time for people.</summary>
internal static class Spans
{
    public static string Text(TimeSpan span) => span.TotalMinutes >= 1 && span.Seconds == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0} min")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###} s");
}
