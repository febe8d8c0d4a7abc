using Mono.Cecil.Cil;

namespace VirtualBoard.Retargeting.Preemption;

/// <summary>
/// Where loops come back to: the targets of backward jumps of any kind. Whatever repeats within a method passes one of them.
/// </summary>
internal static class LoopHeaders
{
    public static IReadOnlyList<Instruction> Of(MethodBody body)
    {
        var position = new Dictionary<Instruction, int>();
        foreach (var instruction in body.Instructions)
            position.Add(instruction, position.Count);

        var headers = new HashSet<Instruction>();
        foreach (var instruction in body.Instructions)
        {
            foreach (var target in Targets(instruction).Where(t => position[t] <= position[instruction]))
                headers.Add(target);
        }

        // An exception jumps too. Compilers put handlers behind what they protect; other tools need not.
        foreach (var handler in body.ExceptionHandlers.Where(h => position[h.HandlerStart] <= position[h.TryStart]))
            headers.Add(handler.HandlerStart);
        return [.. headers.OrderBy(h => position[h])];
    }

    /// <summary>Where an instruction may jump to.</summary>
    public static Instruction[] Targets(Instruction instruction) => instruction.Operand switch
    {
        Instruction target => [target],
        Instruction[] targets => targets,
        _ => [],
    };
}
