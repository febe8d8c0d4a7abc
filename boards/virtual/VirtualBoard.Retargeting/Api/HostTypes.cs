using System.Collections.Frozen;

namespace VirtualBoard.Retargeting.Api;

/// <summary>A nanoFramework type for which the host's type of the same name serves.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Denied">Members whose behaviour on the host is not the board's; all others serve if their signatures agree.</param>
internal sealed record HostType(string Name, params IReadOnlyList<DeniedMember> Denied)
{
    /// <summary>Why a member is denied; null when it is not.</summary>
    public string? Denies(string member, IEnumerable<string> parameterTypes)
    {
        var signature = $"{member}({string.Join(",", parameterTypes)})";
        return Denied.FirstOrDefault(d => d.Member == member || d.Member == signature)?.Why;
    }
}

/// <summary>A member that the host's type has, but not as the board has it.</summary>
/// <param name="Member">Its name (all overloads), or its name and parameter types: <c>Concat(System.Object)</c>.</param>
/// <param name="Why">What is different.</param>
internal sealed record DeniedMember(string Member, string Why);

/// <summary>
/// The allow list: which nanoFramework types the host's types stand in for. A type that is neither here nor in NanoApi is not
/// available. NanoApi goes first: a type it declares, and a member it maps, is taken from there whatever this list says.
/// </summary>
internal static partial class HostTypes
{
    /// <summary>Why generic types are not offered to firmware for nanoFramework v1.</summary>
    public const string Generics = "generic types do not run on nanoFramework v1";

    private static readonly FrozenDictionary<string, HostType> Allowed =
        Language.Concat(Values).Concat(Text).Concat(Exceptions).Concat(Collections).Concat(Attributes)
            .ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Refusals =
        Refused.ToFrozenDictionary(t => t.Member, t => t.Why, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, HostType> PartlyRefused = Partial.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);

    private static readonly FrozenSet<string> IgnoredAttributes = Ignored.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>All entries.</summary>
    public static IEnumerable<HostType> All => Allowed.Values;

    /// <summary>The entry of a type; null when the host's does not serve.</summary>
    public static HostType? Find(string fullName) => Allowed.GetValueOrDefault(fullName);

    /// <summary>Why neither list offers a type.</summary>
    public static string WhyNot(string fullName) =>
        Refusals.GetValueOrDefault(fullName, "the virtual board does not implement this type");

    /// <summary>Why a member is denied, whoever stands in for its type; null when it is not.</summary>
    public static string? DeniesMember(string type, string member, IEnumerable<string> parameterTypes) =>
        (Allowed.GetValueOrDefault(type) ?? PartlyRefused.GetValueOrDefault(type))?.Denies(member, parameterTypes);

    /// <summary>Whether there is a reason of its own why a type is not offered.</summary>
    public static bool IsDenied(string fullName) => Refusals.ContainsKey(fullName);

    /// <summary>Whether an attribute says nothing that matters at run time, so that firmware runs without it.</summary>
    public static bool IsIgnoredAttribute(string fullName) => IgnoredAttributes.Contains(fullName);
}
