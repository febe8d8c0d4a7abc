using System.Reflection;

namespace VirtualBoard.Retargeting.Api;

/// <summary>What becomes of a type that firmware refers to.</summary>
internal abstract record TypeVerdict
{
    private TypeVerdict()
    {
    }

    /// <summary>It is the firmware's own.</summary>
    public sealed record Own : TypeVerdict;

    /// <summary>A type of the host or of NanoApi takes its place.</summary>
    /// <param name="Type">That type.</param>
    /// <param name="IsNanoApi">Whether it is one of NanoApi.</param>
    public sealed record Target(Type Type, bool IsNanoApi) : TypeVerdict;

    /// <summary>It is not available.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Refused(string Why) : TypeVerdict;
}

/// <summary>What becomes of a member that firmware refers to.</summary>
internal abstract record MemberVerdict
{
    private MemberVerdict()
    {
    }

    /// <summary>The reference stays; only the types in it change.</summary>
    public sealed record Keep : MemberVerdict;

    /// <summary>A static method of a member map takes its place.</summary>
    /// <param name="Method">That method.</param>
    /// <param name="Form">What it stands for.</param>
    public sealed record Replace(MethodInfo Method, MemberForm Form) : MemberVerdict;

    /// <summary>It is not available.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Refused(string Why) : MemberVerdict;
}

/// <summary>What a method of a member map stands for.</summary>
internal enum MemberForm
{
    /// <summary>A static method.</summary>
    Static,

    /// <summary>An instance method; the first parameter is the object.</summary>
    Instance,

    /// <summary>A constructor; the result is the object.</summary>
    Constructor,
}
