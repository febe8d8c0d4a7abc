using Mono.Cecil.Cil;

namespace VirtualBoard.Retargeting.Preemption;

/// <summary>What runs in a handler of exceptions.</summary>
internal static class HandlerCode
{
    /// <summary>Its instructions, in the order in which they stand.</summary>
    public static IEnumerable<Instruction> Of(ExceptionHandler handler)
    {
        for (var at = handler.HandlerStart; at is not null && at != handler.HandlerEnd; at = at.Next)
            yield return at;
    }
}
