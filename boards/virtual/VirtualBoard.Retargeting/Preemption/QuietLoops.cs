using Mono.Cecil.Cil;

namespace VirtualBoard.Retargeting.Preemption;

/// <summary>How many of a method's loops are such that nobody else looks at the fuel in them.</summary>
internal enum QuietLoopKind
{
    None,
    Some,
    All,
}

/// <summary>Loops in which nobody else looks at the fuel. They run fastest when it is in a register.</summary>
internal static class QuietLoops
{
    public static QuietLoopKind Of(MethodBody body, IReadOnlyList<Instruction> headers, QuietCalls quiet)
    {
        // What a loop has counted when an exception ends it is forgotten; one that goes on after its exceptions would never pay.
        // Nor does one at the start of a clean-up, where the fuel is fetched anew.
        if (body.ExceptionHandlers.Any(h => h.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter || Within(h).Any(headers.Contains)))
            return QuietLoopKind.None;

        var position = new Dictionary<Instruction, int>();
        foreach (var instruction in body.Instructions)
            position.Add(instruction, position.Count);

        // What is thrown ends the loop, so making it is no part of a turn.
        bool IsLoud(Instruction instruction) => quiet.IsLoud(instruction) && instruction.Next?.OpCode.Code != Code.Throw;

        var quietOnes = headers.Count(header =>
        {
            var end = body.Instructions.Where(i => LoopHeaders.Targets(i).Contains(header)).Select(i => position[i]).DefaultIfEmpty(-1).Max();
            return end >= position[header] && !body.Instructions.Skip(position[header]).Take(end - position[header] + 1).Any(IsLoud);
        });
        return quietOnes == 0 ? QuietLoopKind.None : quietOnes < headers.Count ? QuietLoopKind.Some : QuietLoopKind.All;
    }

    private static IEnumerable<Instruction> Within(ExceptionHandler handler)
    {
        for (var at = handler.HandlerStart; at is not null && at != handler.HandlerEnd; at = at.Next)
            yield return at;
    }
}
