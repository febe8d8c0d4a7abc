extern alias host;

using System.Globalization;
using VirtualBoard.NanoApi;

namespace System.Net;

/// <summary>Dates in HTTP headers (RFC 1123).</summary>
internal static class HttpDates
{
    /// <summary>Reads a date; a missing one is now, as nanoFramework has it.</summary>
    /// <exception cref="ProtocolViolationException">This is no date.</exception>
    public static DateTime Read(string? header)
    {
        if (header is null)
            return DateTime.UtcNow;
        return DateTimeOffset.TryParseExact(header, "r", host::System.Globalization.CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? NanoTime.From(date)
            : throw new ProtocolViolationException();
    }
}
