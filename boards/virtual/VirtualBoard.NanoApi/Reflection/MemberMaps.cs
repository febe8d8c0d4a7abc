using System.Reflection;

namespace VirtualBoard.NanoApi.Reflection;

/// <summary>Finds at run time what retargeting finds for calls in code: the method here that takes the place of a host type's.</summary>
internal sealed class MemberMaps
{
    private static readonly Lazy<MemberMaps> Read = new(static () => new MemberMaps());

    private readonly Dictionary<Type, Type> _maps = [];

    private MemberMaps()
    {
        foreach (var type in typeof(MemberMaps).Assembly.GetTypes())
        {
            if (type.GetCustomAttribute<NanoMembersOfAttribute>() is { } map)
                _maps[map.Host] = type;
        }
    }

    public static MemberMaps Instance => Read.Value;

    /// <summary>The static method that takes a method's place; null when the host's own serves.</summary>
    public MethodInfo? Find(MethodBase method)
    {
        if (method.DeclaringType is not { } owner || !_maps.TryGetValue(owner, out var map))
            return null;
        var parameters = method.GetParameters().Select(static p => p.ParameterType);
        if (!method.IsStatic && !method.IsConstructor)
            parameters = parameters.Prepend(owner.IsValueType ? owner.MakeByRefType() : owner);
        return map.GetMethod(
            method.IsConstructor ? "New" : method.Name, BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly, [.. parameters]);
    }
}
