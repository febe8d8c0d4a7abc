namespace System.Globalization;

/// <summary>Stands in for nanoFramework's signs of numbers: those of the invariant culture.</summary>
public sealed class NumberFormatInfo
{
    internal NumberFormatInfo()
    {
    }

    public static NumberFormatInfo CurrentInfo => CultureInfo.CurrentUICulture.NumberFormat;

    public int[] NumberGroupSizes { get; } = [3];

    public string NegativeSign => "-";

    public string PositiveSign => "+";

    public string NumberDecimalSeparator => ".";

    public string NumberGroupSeparator => ",";
}
