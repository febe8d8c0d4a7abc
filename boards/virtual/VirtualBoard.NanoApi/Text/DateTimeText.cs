extern alias host;

using System.Globalization;
using System.Text;

namespace VirtualBoard.NanoApi.Text;

/// <summary>Formats dates and times as nanoFramework does, in its one culture.</summary>
internal static class DateTimeText
{
    private const string Invalid = "Format_InvalidString";
    private const int FractionDigits = 7;

    public static string Of(DateTime time, string? format)
    {
        if (string.IsNullOrEmpty(format))
            format = "G";
        return Custom(time, format.Length == 1 ? Pattern(format[0]) : format);
    }

    private static string Pattern(char standard) => standard switch
    {
        'd' => "MM/dd/yyyy",
        'D' => "dddd, dd MMMM yyyy",
        'f' => "dddd, dd MMMM yyyy HH:mm",
        'F' or 'U' => "dddd, dd MMMM yyyy HH:mm:ss",
        'g' => "MM/dd/yyyy HH:mm",
        'G' => "MM/dd/yyyy HH:mm:ss",
        'm' or 'M' => "MMMM dd",
        'o' or 'O' => "yyyy'-'MM'-'dd'T'HH':'mm':'ss.fffffffZ",
        'r' or 'R' => "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
        's' => "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
        't' => "HH:mm",
        'T' => "HH:mm:ss",
        'u' => "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
        'y' or 'Y' => "yyyy MMMM",
        _ => throw new ArgumentException(Invalid),
    };

    private static string Custom(DateTime time, string format)
    {
        var text = new StringBuilder();
        for (var i = 0; i < format.Length;)
        {
            var c = format[i];
            switch (c)
            {
                case '\'' or '"':
                    i = Quoted(format, i, text);
                    break;
                case '%' when i + 1 < format.Length && format[i + 1] != '%':
                    text.Append(Custom(time, format[(i + 1)..(i + 2)]));
                    i += 2;
                    break;
                case '\\' when i + 1 < format.Length:
                    text.Append(format[i + 1]);
                    i += 2;
                    break;
                case '%' or '\\':
                    throw new ArgumentException(Invalid);
                default:
                    var length = Repeats(format, i);
                    text.Append(Part(time, c, length));
                    i += length;
                    break;
            }
        }

        return text.ToString();
    }

    private static string Part(DateTime time, char c, int length) => c switch
    {
        'h' => Digits(time.Hour % 12 == 0 ? 12 : time.Hour % 12, length),
        'H' => Digits(time.Hour, length),
        'm' => Digits(time.Minute, length),
        's' => Digits(time.Second, length),
        'f' => Fraction(time, length),
        't' => (time.Hour < 12 ? "AM" : "PM")[..Math.Min(length, 2)],
        'd' when length <= 2 => Digits(time.Day, length),
        'd' => Names.Day(time.DayOfWeek, length > 3),
        'M' when length <= 2 => Digits(time.Month, length),
        'M' => Names.Month(time.Month, length > 3),
        'y' when length <= 2 => Digits(time.Year % 100, length),
        'y' => Digits(time.Year, length),
        _ => new string(c, length),
    };

    private static string Fraction(DateTime time, int length)
    {
        if (length > FractionDigits)
            throw new ArgumentException(Invalid);
        var digits = (time.Ticks % TimeSpan.TicksPerSecond).ToString("D7", host::System.Globalization.CultureInfo.InvariantCulture);
        return digits[..length];
    }

    private static int Quoted(string format, int from, StringBuilder text)
    {
        var quote = format[from];
        for (var i = from + 1; i < format.Length; i++)
        {
            if (format[i] == quote)
                return i + 1;
            if (format[i] == '\\' && ++i == format.Length)
                throw new ArgumentException(Invalid);
            text.Append(format[i]);
        }

        throw new ArgumentException("Format_BadQuote");
    }

    private static int Repeats(string format, int from)
    {
        var end = from + 1;
        while (end < format.Length && format[end] == format[from])
            end++;
        return end - from;
    }

    private static string Digits(int value, int length) => value.ToString(host::System.Globalization.CultureInfo.InvariantCulture).PadLeft(length, '0');
}
