extern alias host;

using HostAssembly = host::System.Reflection.Assembly;

namespace VirtualBoard.NanoApi.Reflection;

/// <summary>Which types firmware can see: its own, and those of nanoFramework under the names they have there.</summary>
internal static class BoardTypes
{
    private const string StaticsClass = "<Statics>";

    /// <summary>The firmware's assemblies of the running boot, libraries first.</summary>
    public static IReadOnlyList<HostAssembly> Firmware => Machine.Enter().Assemblies;

    public static bool IsFirmware(Type type) => Firmware.Contains(type.Assembly);

    /// <summary>Whether firmware may know of a type.</summary>
    public static bool IsVisible(Type type)
    {
        var plain = type;
        while (plain.HasElementType)
            plain = plain.GetElementType()!;
        return IsFirmware(plain) ? plain.Name != StaticsClass && plain.FullName != "<Module>" : Surface.Instance.Find(plain.FullName) is not null;
    }

    /// <summary>A type by its full name; null when the board has none.</summary>
    public static Type? Find(string fullName)
    {
        if (fullName.EndsWith("[]", StringComparison.Ordinal))
            return Find(fullName[..^2])?.MakeArrayType();
        foreach (var assembly in Firmware)
        {
            if (assembly.GetType(fullName) is { } own && IsVisible(own))
                return own;
        }

        return Surface.Instance.Find(fullName) is { } known ? Of(known, fullName) : null;
    }

    /// <summary>The types of one of the firmware's assemblies.</summary>
    public static Type[] In(HostAssembly assembly) => [.. assembly.GetTypes().Where(IsVisible)];

    /// <summary>The types of one of nanoFramework's assemblies.</summary>
    public static Type[] In(SurfaceAssembly assembly) =>
        [.. assembly.Types.Select(static t => Of(t, t.FullName)).OfType<Type>()];

    /// <summary>What stands for a type of nanoFramework: NanoApi's, or the host's; null when it is denied.</summary>
    private static Type? Of(SurfaceType known, string fullName)
    {
        var nested = known.FullName.LastIndexOf('.') is var dot && dot > 0 ? known.FullName[..dot] + "+" + known.FullName[(dot + 1)..] : fullName;
        var own = typeof(BoardTypes).Assembly;
        if ((own.GetType(known.FullName) ?? own.GetType(nested)) is { IsVisible: true } standIn)
            return standIn;
        return !Denied.Contains(known.FullName) && typeof(object).Assembly.GetType(known.FullName) is { IsVisible: true } lent ? lent : null;
    }

    private static readonly HashSet<string> Denied = new(StringComparer.Ordinal)
    {
        "System.TypedReference", "System.RuntimeArgumentHandle", "System.Runtime.Remoting.RemotingServices",
    };
}
