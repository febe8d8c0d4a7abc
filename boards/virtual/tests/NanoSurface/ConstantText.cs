using System.Globalization;
using System.Reflection.Metadata;
using System.Text;

namespace NanoSurface;

/// <summary>Values of constants, enum members and optional parameters as a listing writes them.</summary>
internal static class ConstantText
{
    public static string Of(MetadataReader metadata, ConstantHandle handle)
    {
        var constant = metadata.GetConstant(handle);
        return metadata.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode) switch
        {
            null => "null",
            bool value => value ? "true" : "false",
            char value => $"'\\u{(int)value:x4}'",
            string value => Quote(value),
            double.PositiveInfinity or float.PositiveInfinity => "Infinity",
            double.NegativeInfinity or float.NegativeInfinity => "-Infinity",
            IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
            var other => throw new BadImageFormatException($"a {other.GetType()} is not a constant"),
        };
    }

    public static string Quote(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var c in value)
        {
            if (c is '"' or '\\') text.Append('\\').Append(c);
            else if (char.IsControl(c)) text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else text.Append(c);
        }

        return text.Append('"').ToString();
    }
}
