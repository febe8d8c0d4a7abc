using System.Reflection;

namespace VirtualBoard.NanoApi.Reflection;

/// <summary>Which members of a type firmware can see: all of its own, the public ones of nanoFramework's.</summary>
internal static class BoardMembers
{
    /// <summary>What lookups without flags mean on nanoCLR.</summary>
    public const BindingFlags Default = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public;

    // Static constructors, as retargeting has renamed them.
    private const string Initializer = "StaticConstructor";

    /// <summary>The methods of a type and, as nanoCLR looks them up, of its bases, private and static ones too; an override hides what it overrides.</summary>
    public static IEnumerable<MethodInfo> Methods(Type type, BindingFlags flags)
    {
        var overridden = new HashSet<MethodInfo>();
        foreach (var owner in Owners(type, flags))
        {
            foreach (var method in owner.GetMethods(Lookup(flags)).Where(IsVisible))
            {
                if (!method.IsVirtual || overridden.Add(method.GetBaseDefinition()))
                    yield return method;
            }
        }
    }

    /// <summary>The constructors, public or not.</summary>
    public static IEnumerable<ConstructorInfo> Constructors(Type type) =>
        type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(IsVisible);

    /// <summary>The fields of a type and its bases, private and static ones too, without constants.</summary>
    public static IEnumerable<FieldInfo> Fields(Type type, BindingFlags flags)
    {
        foreach (var owner in Owners(type, flags))
        {
            foreach (var field in owner.GetFields(Lookup(flags)).Where(static f => !f.IsLiteral && IsVisible(f)))
                yield return field;
            if (!flags.HasFlag(BindingFlags.Static))
                continue;
            foreach (var field in StaticField.Of(owner, flags))
                yield return field;
        }
    }

    public static IEnumerable<Type> Interfaces(Type type)
    {
        var known = BoardTypes.IsFirmware(type) ? null : Surface.Instance.Find(type.FullName);
        return type.GetInterfaces().Where(i => !i.IsGenericType && BoardTypes.IsVisible(i) && (known is null || IsDeclared(type, i)));
    }

    /// <summary>The nearest base type that firmware can see.</summary>
    public static Type? Base(Type type)
    {
        var above = type.BaseType;
        while (above is not null && !BoardTypes.IsVisible(above))
            above = above.BaseType;
        return above;
    }

    private static IEnumerable<Type> Owners(Type type, BindingFlags flags)
    {
        for (var at = type; at is not null; at = flags.HasFlag(BindingFlags.DeclaredOnly) ? null : at.BaseType)
            yield return at;
    }

    private static BindingFlags Lookup(BindingFlags flags) =>
        BindingFlags.DeclaredOnly | (flags & (BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic));

    private static bool IsDeclared(Type type, Type implemented)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (Surface.Instance.Find(at.FullName)?.Is(implemented.FullName!) == true)
                return true;
        }

        return type.IsArray && Surface.Instance.Find("System.Array")!.Is(implemented.FullName!);
    }

    private static bool IsVisible(MethodBase method)
    {
        var owner = method.DeclaringType!;
        if (BoardTypes.IsFirmware(owner))
            return method.Name != Initializer || !method.IsStatic;
        if (!(method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly))
            return false;
        return method.GetParameters().All(static p => BoardTypes.IsVisible(p.ParameterType)) &&
            Surface.Instance.Find(owner.FullName)?.HasMethod(method.Name, method.GetParameters().Length) == true;
    }

    private static bool IsVisible(FieldInfo field) =>
        BoardTypes.IsFirmware(field.DeclaringType!) ||
        ((field.IsPublic || field.IsFamily) && Surface.Instance.Find(field.DeclaringType!.FullName)?.HasField(field.Name) == true);
}
