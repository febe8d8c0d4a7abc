using System.Collections;
using System.Reflection;
using System.Runtime.Loader;

namespace VirtualBoard.Memory;

/// <summary>How objects of a type are looked at.</summary>
internal enum ObjectKind
{
    /// <summary>They take nothing of the board's memory, or all that they take is counted elsewhere.</summary>
    Nothing,

    /// <summary>Firmware's own: their fields count.</summary>
    Fields,

    /// <summary>Delegates.</summary>
    Delegate,

    /// <summary>Arrays that may hold references.</summary>
    References,

    /// <summary>Arrays of firmware's own structures, each of which is an object.</summary>
    Structures,

    /// <summary>Arrays of numbers, text and other data of the host's own.</summary>
    Data,

    /// <summary>Boxed numbers, enumerations and times.</summary>
    Boxed,

    /// <summary>Dictionaries of the host in which native code keeps something.</summary>
    Dictionary,

    /// <summary>Other collections of the host in which native code keeps something.</summary>
    Sequence,
}

/// <summary>What there is to look at in objects of a type.</summary>
/// <param name="Kind">How they are looked at.</param>
internal sealed record ObjectShape(ObjectKind Kind)
{
    /// <summary>How many fields there are.</summary>
    public int Values { get; private init; }

    /// <summary>Those that hold references.</summary>
    public FieldInfo[] References { get; private init; } = [];

    /// <summary>Those that hold structures of firmware's own.</summary>
    public FieldInfo[] Structures { get; private init; } = [];

    /// <summary>How often objects were looked at by reflection.</summary>
    public int Looks { get; set; }

    /// <summary>Does it without reflection; null until it is worth it.</summary>
    public FieldVisitor.Look? Visitor { get; set; }

    public static ObjectShape Of(Type type, Assembly native)
    {
        if (typeof(Type).IsAssignableFrom(type))
            return new ObjectShape(ObjectKind.Nothing);
        if (typeof(Delegate).IsAssignableFrom(type))
            return new ObjectShape(ObjectKind.Delegate);
        if (type.IsArray)
            return new ObjectShape(OfElements(type.GetElementType()!, native));
        if (type.IsPrimitive || type.IsEnum || IsTime(type))
            return new ObjectShape(ObjectKind.Boxed);
        if (IsFirmware(type, native))
            return OfFields(type, native);
        if (type.Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) != true)
            return new ObjectShape(type.Assembly == typeof(object).Assembly ? ObjectKind.Data : ObjectKind.Nothing);
        return new ObjectShape(
            typeof(IDictionary).IsAssignableFrom(type) ? ObjectKind.Dictionary :
            typeof(IEnumerable).IsAssignableFrom(type) ? ObjectKind.Sequence : ObjectKind.Nothing);
    }

    /// <summary>Whether nanoCLR keeps values of a type as 64-bit numbers although it is a structure.</summary>
    public static bool IsTime(Type type) => type.FullName is "System.DateTime" or "System.TimeSpan";

    private static ObjectKind OfElements(Type type, Assembly native) =>
        !type.IsValueType ? ObjectKind.References : IsStructure(type, native) ? ObjectKind.Structures : ObjectKind.Data;

    private static bool IsStructure(Type type, Assembly native) =>
        type is { IsValueType: true, IsEnum: false } && IsFirmware(type, native) && !IsTime(type);

    private static ObjectShape OfFields(Type type, Assembly native)
    {
        var fields = new List<FieldInfo>();
        for (var at = type; at is not null && IsFirmware(at, native); at = at.BaseType)
            fields.AddRange(at.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
        // Pointers and references are no business of this.
        fields.RemoveAll(f => f.FieldType.IsPointer || f.FieldType.IsByRef || f.FieldType.IsByRefLike);
        return new ObjectShape(ObjectKind.Fields)
        {
            Values = fields.Count,
            References = [.. fields.Where(f => !f.FieldType.IsValueType)],
            Structures = [.. fields.Where(f => IsStructure(f.FieldType, native))],
        };
    }

    private static bool IsFirmware(Type type, Assembly native) =>
        type.Assembly == native || AssemblyLoadContext.GetLoadContext(type.Assembly) != AssemblyLoadContext.Default;
}
