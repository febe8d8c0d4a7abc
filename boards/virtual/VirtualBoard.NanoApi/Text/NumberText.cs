extern alias host;

using System.Globalization;

namespace VirtualBoard.NanoApi.Text;

/// <summary>Formats numbers as nanoCLR's native formatter does.</summary>
/// <remarks>
/// D, E, F, G, N and X with an optional precision; there are no custom formats. A format that does not fit the number, or has
/// anything but digits behind its letter, comes back as the result. Digits of a float or double without a precision
/// are the shortest that read back as the same number; the device prints a fixed number, which depends on its version: 98.6f may come
/// out as 98.5999985.
/// </remarks>
internal static class NumberText
{
    /// <exception cref="NotImplementedException">A letter that nanoCLR does not know.</exception>
    public static string Of(host::System.IFormattable number, string? format)
    {
        if (string.IsNullOrEmpty(format))
            format = "G";
        var isReal = number is double or float;
        if (isReal && IsSpecial(number))
            return Invariant(number, "G");
        if (format.AsSpan(1).ContainsAnyExceptInRange('0', '9') || (isReal && format[0] is 'x' or 'X' or 'd' or 'D'))
            return format;
        return format[0] switch
        {
            'x' or 'X' => Hexadecimal(number, format),
            'd' or 'D' or 'e' or 'E' => Invariant(number, format),
            'f' or 'F' or 'n' or 'N' or 'g' or 'G' => Invariant(number, format) is var text && text == "-0" ? "0" : text,
            _ => throw new NotImplementedException(),
        };
    }

    private static bool IsSpecial(host::System.IFormattable number) => !double.IsFinite(Convert.ToDouble(number, host::System.Globalization.CultureInfo.InvariantCulture));

    private static string Invariant(host::System.IFormattable number, string format) => number.ToString(format, host::System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The device cuts what is wider than the type, a requested width of more zeros among it.</summary>
    private static string Hexadecimal(host::System.IFormattable number, string format)
    {
        var text = Invariant(number, format);
        var width = number switch
        {
            sbyte or byte => 2,
            short or ushort => 4,
            int or uint => 8,
            _ => 16,
        };
        return text.Length > width ? text[^width..] : text;
    }
}
