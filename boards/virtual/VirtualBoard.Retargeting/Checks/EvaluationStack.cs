using Mono.Cecil;
using Mono.Cecil.Cil;

namespace VirtualBoard.Retargeting.Checks;

/// <summary>The evaluation stack at one point of a method.</summary>
internal sealed class EvaluationStack
{
    private readonly List<Slot> _slots;
    private readonly Action<Slot, Slot, Instruction> _take;

    /// <param name="slots">What is on it to begin with.</param>
    /// <param name="take">Compares what an instruction gets with what it needs.</param>
    public EvaluationStack(IEnumerable<Slot> slots, Action<Slot, Slot, Instruction> take)
    {
        _slots = [.. slots];
        _take = take;
    }

    public IReadOnlyList<Slot> Slots => _slots;

    public void Push(Slot slot) => _slots.Add(slot);

    public void Push(SlotKind kind) => _slots.Add(new Slot(kind));

    public Slot Pop(Instruction at)
    {
        if (_slots.Count == 0)
            throw new CodeFaultException(at, $"{at.OpCode.Name} finds the stack empty");
        var slot = _slots[^1];
        _slots.RemoveAt(_slots.Count - 1);
        return slot;
    }

    public void Pop(Instruction at, TypeReference wanted) => _take(Pop(at), Slot.Of(wanted), at);

    public void Pop(Instruction at, SlotKind wanted) => _take(Pop(at), new Slot(wanted), at);

    public void Clear() => _slots.Clear();
}
