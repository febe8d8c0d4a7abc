using Mono.Cecil.Cil;

namespace VirtualBoard.Retargeting.Preemption;

/// <summary>A loop in which nobody else looks at the fuel. It runs fastest when it counts in a register.</summary>
/// <param name="Header">Where its turns begin.</param>
/// <param name="Body">Its instructions, from the header to the last jump back.</param>
internal sealed record QuietLoop(Instruction Header, IReadOnlyList<Instruction> Body)
{
    /// <summary>The loops of a method that are such; none where counting in a register would forget turns.</summary>
    public static IReadOnlyList<QuietLoop> Of(MethodBody body, IReadOnlyList<Instruction> headers, QuietCalls quiet)
    {
        // What a loop has counted when an exception ends it is forgotten; one that goes on after its exceptions would never pay.
        // Nor does one at the start of a clean-up, where the fuel is fetched anew.
        if (body.ExceptionHandlers.Any(h => h.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter || HandlerCode.Of(h).Any(headers.Contains)))
            return [];

        // What is thrown ends the loop, so making it is no part of a turn.
        bool IsLoud(Instruction instruction) => quiet.IsLoud(instruction) && instruction.Next?.OpCode.Code != Code.Throw;

        return [.. headers
            .Select(header => new QuietLoop(header, Turn(body, header)))
            .Where(loop => loop.Body.Count > 0 && !loop.Body.Any(IsLoud))];
    }

    private static Instruction[] Turn(MethodBody body, Instruction header)
    {
        var rest = body.Instructions.SkipWhile(i => i != header).ToArray();
        return rest[..(Array.FindLastIndex(rest, i => LoopHeaders.Targets(i).Contains(header)) + 1)];
    }
}
