using System.Globalization;
using VirtualBoard.Testing.Discovery;

namespace VirtualBoard.Testing.Running;

/// <summary>Fits the arguments of data rows to parameters.</summary>
internal static class Arguments
{
    /// <summary>Gives the value as the parameter's type: the same type, an enumeration of it, a number that the type can hold, or a type by its name.</summary>
    /// <param name="value">What the data row has.</param>
    /// <param name="type">The parameter's type.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="findType">Finds the type that an argument <c>typeof(X)</c> names; null when there are no such arguments.</param>
    /// <exception cref="ArgumentException">It does not fit.</exception>
    public static object? Fit(object? value, Type type, string parameter, Func<string, Type?>? findType = null)
    {
        if (type == typeof(Type) && value is string name)
            return findType?.Invoke(name) ?? throw Misfit(value, type, parameter);
        if (value is null)
            return type.IsValueType ? throw Misfit(value, type, parameter) : null;
        if (value is IReadOnlyList<object?> items)
            return FitArray(items, type, parameter);
        if (type.IsInstanceOfType(value))
            return value;
        if (type.IsEnum && Number(value, type.GetEnumUnderlyingType()) is { } number)
            return Enum.ToObject(type, number);
        return Number(value, type) ?? throw Misfit(value, type, parameter);
    }

    private static Array FitArray(IReadOnlyList<object?> items, Type type, string parameter)
    {
        var element = type.IsArray ? type.GetElementType()! : type == typeof(object) ? typeof(object) : throw Misfit(items, type, parameter);
        var array = Array.CreateInstance(element, items.Count);
        for (var i = 0; i < items.Count; i++)
            array.SetValue(Fit(items[i], element, parameter), i);
        return array;
    }

    private static object? Number(object value, Type type)
    {
        if (!IsNumber(value.GetType()) || !IsNumber(type))
            return null;
        try
        {
            return Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static bool IsNumber(Type type) =>
        Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Double && !type.IsEnum;

    private static ArgumentException Misfit(object? value, Type type, string parameter) =>
        new($"The argument {ArgumentText.Of([value])} of a data row does not fit the parameter {type} {parameter}.");
}
