using System.Reflection;
using VirtualBoard.NanoApi.Reflection;

namespace VirtualBoard.NanoApi.Members;

/// <summary>Members of <see cref="Type"/>: of nanoFramework's types firmware sees what they have on the board, of its own everything.</summary>
/// <remarks>As on nanoCLR constants are no fields, and lookups by name take the first that fits, without a word about others.</remarks>
[NanoMembersOf(typeof(Type))]
public static class TypeMembers
{
    /// <summary>Finds a type by its name, which an assembly's may follow after a comma; null when the board has none.</summary>
    public static Type? GetType(string typeName)
    {
        if (typeName is null)
            throw new NullReferenceException();
        var comma = typeName.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
            return BoardTypes.Find(typeName);
        if (typeName.Length <= comma + 2)
            throw new ArgumentException();
        return Assembly.Find(typeName[(comma + 1)..])?.GetType(typeName[..comma]);
    }

    public static Assembly get_Assembly(Type self) => Assembly.Of(self);

    public static string get_AssemblyQualifiedName(Type self) => self.FullName + ", " + Assembly.Of(self).FullName;

    public static Type? get_BaseType(Type self) => BoardMembers.Base(self);

    /// <summary>As on nanoCLR, a type object counts as an object of the type that it describes.</summary>
    public static bool IsInstanceOfType(Type self, object? o) => o is Type described ? self.IsAssignableFrom(described) : self.IsInstanceOfType(o);

    /// <summary>The public constructors.</summary>
    public static ConstructorInfo[] GetConstructors(Type self) => [.. BoardMembers.Constructors(self).Where(static c => c.IsPublic)];

    /// <summary>The constructor with exactly these parameters, public or not.</summary>
    public static ConstructorInfo? GetConstructor(Type self, Type[] types) => BoardMembers.Constructors(self).FirstOrDefault(c => Takes(c, types));

    public static MethodInfo[] GetMethods(Type self) => GetMethods(self, BoardMembers.Default);

    public static MethodInfo[] GetMethods(Type self, BindingFlags bindingAttr) => [.. BoardMembers.Methods(self, bindingAttr)];

    public static MethodInfo? GetMethod(Type self, string name) => GetMethod(self, name, BoardMembers.Default);

    public static MethodInfo? GetMethod(Type self, string name, BindingFlags bindingAttr)
    {
        ThrowIfNull(name);
        return BoardMembers.Methods(self, bindingAttr).FirstOrDefault(m => IsNamed(m, name, bindingAttr));
    }

    public static MethodInfo? GetMethod(Type self, string name, Type[] types)
    {
        ThrowIfNull(name);
        return BoardMembers.Methods(self, BoardMembers.Default).FirstOrDefault(m => m.Name == name && Takes(m, types));
    }

    public static FieldInfo[] GetFields(Type self) => GetFields(self, BoardMembers.Default);

    public static FieldInfo[] GetFields(Type self, BindingFlags bindingAttr) => [.. BoardMembers.Fields(self, bindingAttr)];

    public static FieldInfo? GetField(Type self, string name) => GetField(self, name, BoardMembers.Default);

    public static FieldInfo? GetField(Type self, string name, BindingFlags bindingAttr)
    {
        ThrowIfNull(name);
        return BoardMembers.Fields(self, bindingAttr).FirstOrDefault(f => IsNamed(f, name, bindingAttr));
    }

    public static Type[] GetInterfaces(Type self) => [.. BoardMembers.Interfaces(self)];

    public static object[] GetCustomAttributes(Type self, bool inherit) => AttributeObjects.Of(self);

    /// <summary>Calls a method or constructor, or gets or sets a field; the binder means nothing.</summary>
    /// <exception cref="ArgumentException">There is no such member.</exception>
    public static object? InvokeMember(Type self, string name, BindingFlags invokeAttr, Binder? binder, object? target, object?[]? args)
    {
        var types = args?.Select(static a => a?.GetType()).ToList() ?? [];
        if ((invokeAttr & BindingFlags.CreateInstance) != 0)
            return Calls.Invoke(BoardMembers.Constructors(self).FirstOrDefault(c => Fits(c, types)) ?? throw new ArgumentException(), null, args);
        if ((invokeAttr & (BindingFlags.GetField | BindingFlags.SetField)) != 0 && GetField(self, name, Lookup(invokeAttr)) is { } field)
        {
            if ((invokeAttr & BindingFlags.GetField) != 0)
                return field.GetValue(target);
            field.SetValue(target, args![0]);
            return null;
        }

        var method = BoardMembers.Methods(self, Lookup(invokeAttr)).FirstOrDefault(m => m.Name == name && Fits(m, types));
        return Calls.Invoke(method ?? throw new ArgumentException(), target, args);
    }

    private static BindingFlags Lookup(BindingFlags flags) =>
        (flags & (BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)) == 0 ? flags | BoardMembers.Default : flags;

    private static bool IsNamed(MemberInfo member, string name, BindingFlags flags) => string.Equals(
        member.Name, name, flags.HasFlag(BindingFlags.IgnoreCase) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private static bool Takes(MethodBase method, Type[] types) =>
        method.GetParameters().Select(static p => p.ParameterType).SequenceEqual(types ?? []);

    private static bool Fits(MethodBase method, List<Type?> types)
    {
        var parameters = method.GetParameters();
        return parameters.Length == types.Count &&
            parameters.Zip(types).All(static p => p.Second is null ? !p.First.ParameterType.IsValueType : p.First.ParameterType.IsAssignableFrom(p.Second));
    }

    private static void ThrowIfNull(string? name)
    {
        if (name is null)
            throw new ArgumentNullException();
    }
}
