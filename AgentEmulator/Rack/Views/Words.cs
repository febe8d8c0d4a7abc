using System.Globalization;

namespace AgentEmulator.Rack.Views;

/// <summary>How figures read on pages and in reports.</summary>
internal static class Words
{
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"1 board", "2 boards".</summary>
    public static string Count(long number, string noun) => $"{Count(number)} {noun}{(number == 1 ? "" : "s")}";

    /// <summary>A moment in UTC.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>A span with its two leading units: "4 d 3 h", "2 min 5 s", "12.4 s".</summary>
    public static string Span(TimeSpan span)
    {
        if (span < TimeSpan.Zero)
            span = TimeSpan.Zero;
        if (span.TotalSeconds < 60)
            return span.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";
        var (large, largeUnit, small, smallUnit) = span.TotalDays >= 1
            ? ((long)span.TotalDays, "d", span.Hours, "h")
            : span.TotalHours >= 1 ? (span.Hours, "h", span.Minutes, "min") : (span.Minutes, "min", span.Seconds, "s");
        return small == 0 ? $"{Count(large)} {largeUnit}" : $"{Count(large)} {largeUnit} {small} {smallUnit}";
    }

    /// <summary>A long span: "about 4 years", "about 20 days".</summary>
    public static string LongSpan(double days) => days switch
    {
        >= 365.25 * 100 => "more than 100 years",
        >= 365.25 * 2 => $"about {days / 365.25:0.#} years",
        >= 60 => $"about {days / 30.44:0} months",
        >= 2 => $"about {days:0} days",
        _ => $"about {days * 24:0.#} hours",
    };

    public static string Seconds(double milliseconds) => (milliseconds / 1000).ToString("0.0", CultureInfo.InvariantCulture) + " s";

    /// <summary>A share with as many digits as it takes to tell it from 0: "30.1 %", "0.024 %".</summary>
    public static string Percent(double share)
    {
        var percent = share * 100;
        var digits = percent is 0 or >= 10 ? 1 : percent >= 1 ? 2 : Math.Clamp((int)Math.Ceiling(-Math.Log10(percent)) + 1, 2, 8);
        return percent.ToString("0." + new string('#', digits), CultureInfo.InvariantCulture) + " %";
    }

    /// <summary>"182 KB"; bytes below 10,000.</summary>
    public static string Bytes(double bytes) =>
        Math.Abs(bytes) < 10_000 ? Count((long)bytes) + " B" : Count((long)Math.Round(bytes / 1024)) + " KB";
}
