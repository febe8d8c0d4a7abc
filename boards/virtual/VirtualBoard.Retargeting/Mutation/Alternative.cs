using Mono.Cecil.Cil;

namespace VirtualBoard.Retargeting.Mutation;

/// <summary>Another thing that could be done in the place of an instruction.</summary>
/// <param name="Change">In words.</param>
/// <param name="Code">
/// Makes what is run instead of the instruction, and leaves the evaluation stack as the instruction does. Asked when mutants are written:
/// by then a call may have become one of the host's.
/// </param>
/// <param name="KeepsInstruction">The instruction itself runs too, behind the code; so it is with <c>ret</c>, whose value is changed.</param>
internal sealed record Alternative(string Change, Func<IReadOnlyList<Instruction>> Code, bool KeepsInstruction = false);
