extern alias host;

using System.Globalization;
using System.Reflection;

namespace VirtualBoard.NanoApi.Text;

/// <summary>The text of an object as its <c>ToString</c> gives it on the device.</summary>
internal static class ObjectText
{
    /// <summary>Dispatches on the object: types whose text is nanoFramework's own get that, all others their own override.</summary>
    public static string? Of(object value) => value switch
    {
        Enum number => ((host::System.IFormattable)Convert.ChangeType(number, number.GetTypeCode(), host::System.Globalization.CultureInfo.InvariantCulture)).ToString(null, host::System.Globalization.CultureInfo.InvariantCulture),
        double or float => NumberText.Of((host::System.IFormattable)value, null),
        Exception exception when !IsOverridden(exception) => OfException(exception),
        _ => value.ToString(),
    };

    /// <summary>With a format as <c>String.Format</c> applies it: through the type's <c>ToString(string)</c>, if it has one there.</summary>
    public static string Of(object value, string format)
    {
        switch (value)
        {
            case sbyte or byte or short or ushort or int or uint or long or ulong or float or double:
                return NumberText.Of((host::System.IFormattable)value, format);
            case DateTime time:
                return time.ToString(format);
        }

        var method = value.GetType().GetMethod("ToString", [typeof(string)]);
        // What the host's types offer beyond nanoFramework's, that of all enumerations among it, does not count.
        var isHosts = method is null || method.DeclaringType!.Assembly == typeof(object).Assembly;
        return (isHosts ? Of(value) : Formatted(method!, value, format)) ?? string.Empty;
    }

    /// <summary>The text of an exception: its type and message, never the stack.</summary>
    public static string OfException(Exception exception)
    {
        var name = exception.GetType().FullName!;
        return string.IsNullOrEmpty(exception.Message) ? name : $"{name}: {exception.Message}";
    }

    private static string? Formatted(MethodInfo method, object value, string format) =>
        (string?)method.Invoke(value, BindingFlags.DoNotWrapExceptions, null, [format], host::System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsOverridden(Exception exception) =>
        exception.GetType().GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType!.Assembly != typeof(Exception).Assembly;
}
