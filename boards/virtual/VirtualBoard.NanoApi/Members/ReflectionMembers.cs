using System.Reflection;
using VirtualBoard.NanoApi.Reflection;

namespace VirtualBoard.NanoApi.Members;

/// <summary>Members of <see cref="MemberInfo"/>: only attributes that the board knows, made anew each time.</summary>
[NanoMembersOf(typeof(MemberInfo))]
public static class MemberInfoMembers
{
    public static object[] GetCustomAttributes(MemberInfo self, bool inherit) => AttributeObjects.Of(self);
}

/// <summary>Members of <see cref="FieldInfo"/>: as for all members.</summary>
[NanoMembersOf(typeof(FieldInfo))]
public static class FieldInfoMembers
{
    public static object[] GetCustomAttributes(FieldInfo self, bool inherit) => AttributeObjects.Of(self);
}

/// <summary>Members of <see cref="ConstructorInfo"/>: what the constructor throws arrives as it is.</summary>
[NanoMembersOf(typeof(ConstructorInfo))]
public static class ConstructorInfoMembers
{
    public static object[] GetCustomAttributes(ConstructorInfo self, bool inherit) => AttributeObjects.Of(self);

    public static object? Invoke(ConstructorInfo self, object?[]? parameters) => Calls.Invoke(self, null, parameters);
}

/// <summary>Members of <see cref="MethodBase"/>: what the method throws arrives as it is.</summary>
[NanoMembersOf(typeof(MethodBase))]
public static class MethodBaseMembers
{
    public static object? Invoke(MethodBase self, object? obj, object?[]? parameters) => Calls.Invoke(self, obj, parameters);
}

/// <summary>Members of <see cref="IReflect"/>, which is what type objects implement.</summary>
[NanoMembersOf(typeof(IReflect))]
public static class ReflectMembers
{
    public static MethodInfo? GetMethod(IReflect self, string name, BindingFlags bindingAttr) => TypeMembers.GetMethod((Type)self, name, bindingAttr);

    public static FieldInfo? GetField(IReflect self, string name, BindingFlags bindingAttr) => TypeMembers.GetField((Type)self, name, bindingAttr);
}
