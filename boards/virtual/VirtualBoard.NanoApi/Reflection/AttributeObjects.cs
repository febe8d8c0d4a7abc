using System.Collections.ObjectModel;
using System.Reflection;

namespace VirtualBoard.NanoApi.Reflection;

/// <summary>Makes the attributes of a member, as nanoCLR does: from what its constructor was given; named arguments are not kept on the device.</summary>
internal static class AttributeObjects
{
    public static object[] Of(MemberInfo member) =>
        [.. member.GetCustomAttributesData().Where(static d => BoardTypes.IsVisible(d.AttributeType) && !IsCompilers(d.AttributeType)).Select(Make)];

    // What compilers put into an assembly for themselves does not get onto the device.
    private static bool IsCompilers(Type type) =>
        BoardTypes.IsFirmware(type) && type.Namespace is "System.Runtime.CompilerServices" or "Microsoft.CodeAnalysis";

    private static object Make(CustomAttributeData data) =>
        Calls.Invoke(data.Constructor, null, [.. data.ConstructorArguments.Select(Value)])!;

    private static object? Value(CustomAttributeTypedArgument argument)
    {
        if (argument.Value is ReadOnlyCollection<CustomAttributeTypedArgument> elements)
        {
            var array = Array.CreateInstance(argument.ArgumentType.GetElementType()!, elements.Count);
            for (var i = 0; i < elements.Count; i++)
                array.SetValue(Value(elements[i]), i);
            return array;
        }

        return argument.ArgumentType.IsEnum && argument.Value is { } number ? Enum.ToObject(argument.ArgumentType, number) : argument.Value;
    }
}
