using System.Reflection;

namespace NanoSurface;

/// <summary>Accessibility of fields and methods. Their flags are the same bits with the same meaning.</summary>
internal static class Access
{
    public static bool IsVisible(MethodAttributes flags) => Rank(flags) > 0;

    public static bool IsVisible(FieldAttributes flags) => Rank((MethodAttributes)flags) > 0;

    public static string Word(FieldAttributes flags) => Word((MethodAttributes)flags);

    public static string Word(MethodAttributes flags) => (flags & MethodAttributes.MemberAccessMask) switch
    {
        MethodAttributes.Public => "public",
        MethodAttributes.FamORAssem => "protected internal",
        MethodAttributes.Family => "protected",
        var other => throw new ArgumentOutOfRangeException(nameof(flags), other, "not visible to other assemblies"),
    };

    /// <summary>0 for what other assemblies cannot see, more for what more of them can.</summary>
    public static int Rank(MethodAttributes flags) => (flags & MethodAttributes.MemberAccessMask) switch
    {
        MethodAttributes.Public => 3,
        MethodAttributes.FamORAssem => 2,
        MethodAttributes.Family => 1,
        _ => 0,
    };
}
