using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Api;

namespace VirtualBoard.Retargeting.Pipeline;

/// <summary>What the API check has decided, instruction by instruction; carried out only when nothing was refused.</summary>
internal sealed class ReplacementPlan
{
    /// <summary>Where each reference to a nanoFramework type goes. Keyed by object: one assembly's references are not another's.</summary>
    public Dictionary<TypeReference, TypeVerdict.Target> Types { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Member uses that become calls of NanoApi.</summary>
    public List<MemberReplacement> Members { get; } = [];

    /// <summary>Characters of strings that are used as objects, and so have to be boxed.</summary>
    public HashSet<BoxedCharacter> Boxes { get; } = [];

    /// <summary>Divisions of integers, and remainders.</summary>
    public Dictionary<Instruction, IntegerDivision> Divisions { get; } = [];

    /// <summary>Attributes that are taken off.</summary>
    public List<DroppedAttribute> Attributes { get; } = [];
}

/// <summary>One member use that becomes a call of NanoApi.</summary>
/// <param name="Assembly">Assembly it is in.</param>
/// <param name="Method">Method it is in.</param>
/// <param name="Instruction">The instruction whose operand is the member.</param>
/// <param name="Member">The member.</param>
/// <param name="Target">What takes its place.</param>
/// <param name="Constraint">What a constrained call on a value or variable needs; null for any other use.</param>
internal sealed record MemberReplacement(
    FirmwareAssembly Assembly,
    MethodDefinition Method,
    Instruction Instruction,
    MemberReference Member,
    MemberVerdict.Replace Target,
    Constraint? Constraint = null);

/// <summary>How the receiver of a constrained call reaches the method that takes the call.</summary>
/// <param name="Type">Type of the variable whose address is on the stack.</param>
/// <param name="Receiver">What the method wants.</param>
internal sealed record Constraint(TypeReference Type, Receiver Receiver);

/// <summary>Forms of a receiver.</summary>
internal enum Receiver
{
    /// <summary>The address itself.</summary>
    Address,

    /// <summary>The object that the variable holds.</summary>
    Object,

    /// <summary>The value in a box.</summary>
    Boxed,
}

/// <summary>A character of a string that is used as an object.</summary>
/// <param name="Method">Method it happens in.</param>
/// <param name="Producer">The call of the string's indexer.</param>
internal sealed record BoxedCharacter(MethodDefinition Method, Instruction Producer);

/// <summary>An attribute that is taken off.</summary>
/// <param name="Owner">What it is on.</param>
/// <param name="Attribute">The attribute.</param>
internal sealed record DroppedAttribute(ICustomAttributeProvider Owner, CustomAttribute Attribute);

/// <summary>A division of integers, or their remainder.</summary>
/// <param name="Method">Method it happens in.</param>
/// <param name="IsLong">Whether they have 64 bits.</param>
internal sealed record IntegerDivision(MethodDefinition Method, bool IsLong);
