extern alias host;

using System.Globalization;

namespace VirtualBoard.NanoApi.Text;

/// <summary>Reads numbers as nanoCLR does, with the C library's strtoll and strtod.</summary>
internal static class NumberParser
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>What came of reading a number.</summary>
    public enum Outcome
    {
        Read,
        Null,
        Malformed,
        OutOfRange,
    }

    /// <exception cref="ArgumentNullException">No text.</exception>
    /// <exception cref="FormatException">No number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number that the type cannot hold.</exception>
    public static long Signed(string? text, int fromBase, long min, long max)
    {
        Check(TrySigned(text, fromBase, min, max, out var value));
        return value;
    }

    /// <inheritdoc cref="Signed"/>
    public static ulong Unsigned(string? text, int fromBase, ulong max)
    {
        Check(TryUnsigned(text, fromBase, max, out var value));
        return value;
    }

    /// <exception cref="ArgumentNullException">No text.</exception>
    /// <exception cref="FormatException">No number.</exception>
    public static double Real(string? text)
    {
        Check(TryReal(text, out var value));
        return value;
    }

    /// <summary>Reads a signed number; when that fails the value is the type's least, as on the device.</summary>
    public static Outcome TrySigned(string? text, int fromBase, long min, long max, out long value)
    {
        value = min;
        var outcome = Read(text, fromBase, out var negative, out var magnitude);
        if (outcome != Outcome.Read)
            return outcome;
        var number = negative ? -(Int128)magnitude : magnitude;
        // In these bases the digits are the bits of the type.
        if (fromBase is 2 or 8 or 16 && number > max && number < ((Int128)max + 1) * 2)
            number -= ((Int128)max + 1) * 2;
        if (number < min || number > max)
            return Outcome.OutOfRange;
        value = (long)number;
        return Outcome.Read;
    }

    /// <summary>Reads an unsigned number; when that fails the value is 0.</summary>
    public static Outcome TryUnsigned(string? text, int fromBase, ulong max, out ulong value)
    {
        value = 0;
        var outcome = Read(text, fromBase, out var negative, out var magnitude);
        if (outcome != Outcome.Read)
            return outcome;
        if (magnitude > max || (negative && magnitude != 0))
            return Outcome.OutOfRange;
        value = magnitude;
        return Outcome.Read;
    }

    /// <summary>Reads a real number. What is too large becomes infinite.</summary>
    public static Outcome TryReal(string? text, out double value)
    {
        value = 0;
        if (text is null)
            return Outcome.Null;
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text.Trim(' '), Styles, host::System.Globalization.CultureInfo.InvariantCulture, out value) ? Outcome.Read : Outcome.Malformed;
    }

    private static void Check(Outcome outcome)
    {
        switch (outcome)
        {
            case Outcome.Null:
                throw new ArgumentNullException();
            case Outcome.Malformed:
                throw new FormatException();
            case Outcome.OutOfRange:
                throw new ArgumentOutOfRangeException();
        }
    }

    private static Outcome Read(string? text, int fromBase, out bool negative, out ulong magnitude)
    {
        negative = false;
        magnitude = 0;
        if (text is null)
            return Outcome.Null;
        var rest = text.AsSpan().TrimStart(" \t\n\v\f\r");
        if (rest is ['-' or '+', ..])
        {
            negative = rest[0] == '-';
            rest = rest[1..];
        }

        if (fromBase == 16 && rest is ['0', 'x' or 'X', _, ..] && DigitOf(rest[2]) < 16)
            rest = rest[2..];

        var digits = 0;
        for (; digits < rest.Length && DigitOf(rest[digits]) < fromBase; digits++)
        {
            var next = ((UInt128)magnitude * (uint)fromBase) + (uint)DigitOf(rest[digits]);
            if (next > ulong.MaxValue)
                return Outcome.OutOfRange;
            magnitude = (ulong)next;
        }

        return digits == 0 || rest[digits..].ContainsAnyExcept(' ') ? Outcome.Malformed : Outcome.Read;
    }

    private static int DigitOf(char c)
    {
        var digit = Digits.IndexOf(char.ToLowerInvariant(c), StringComparison.Ordinal);
        return digit < 0 ? int.MaxValue : digit;
    }
}
