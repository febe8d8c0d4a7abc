using Mono.Cecil;
using Mono.Cecil.Cil;

namespace VirtualBoard.Retargeting.Checks;

/// <summary>Stack effects of instructions that go by an address or an array element.</summary>
internal sealed class MemoryEffects
{
    private readonly EvaluationStack _stack;
    private readonly Instruction _at;

    public MemoryEffects(EvaluationStack stack, Instruction at)
    {
        _stack = stack;
        _at = at;
    }

    /// <summary>Applies the effect; false when the instruction is none of these.</summary>
    public bool Apply()
    {
        switch (_at.OpCode.Code)
        {
            case Code.Ldobj:
                _stack.Pop(_at, SlotKind.Address);
                _stack.Push(Slot.Of((TypeReference)_at.Operand));
                return true;
            case Code.Stobj:
                _stack.Pop(_at, (TypeReference)_at.Operand);
                _stack.Pop(_at, SlotKind.Address);
                return true;
            case Code.Initobj:
                _stack.Pop(_at, SlotKind.Address);
                return true;
            case Code.Cpobj:
                _stack.Pop(_at, SlotKind.Address);
                _stack.Pop(_at, SlotKind.Address);
                return true;
            case Code.Ldelema:
                Element();
                _stack.Push(SlotKind.Address);
                return true;
            case Code.Ldelem_Any:
                Element();
                _stack.Push(Slot.Of((TypeReference)_at.Operand));
                return true;
            case Code.Stelem_Any:
                _stack.Pop(_at, (TypeReference)_at.Operand);
                Element();
                return true;
            default:
                return Indirect() || Elements();
        }
    }

    private bool Indirect()
    {
        switch (_at.OpCode.Code)
        {
            case Code.Ldind_I1 or Code.Ldind_U1 or Code.Ldind_I2 or Code.Ldind_U2 or Code.Ldind_I4 or Code.Ldind_U4:
                return Load(SlotKind.Number);
            case Code.Ldind_I8:
                return Load(SlotKind.Long);
            case Code.Ldind_R4 or Code.Ldind_R8:
                return Load(SlotKind.Float);
            case Code.Ldind_Ref:
                return Load(SlotKind.Object);
            case Code.Ldind_I:
                return Load(SlotKind.Address);
            case Code.Stind_I1 or Code.Stind_I2 or Code.Stind_I4:
                return Store(SlotKind.Number);
            case Code.Stind_I8:
                return Store(SlotKind.Long);
            case Code.Stind_R4 or Code.Stind_R8:
                return Store(SlotKind.Float);
            case Code.Stind_Ref:
                return Store(SlotKind.Object);
            case Code.Stind_I:
                return Store(SlotKind.Address);
            default:
                return false;
        }
    }

    private bool Elements()
    {
        switch (_at.OpCode.Code)
        {
            case Code.Ldelem_I1 or Code.Ldelem_U1 or Code.Ldelem_I2 or Code.Ldelem_U2 or Code.Ldelem_I4 or Code.Ldelem_U4:
                return LoadElement(SlotKind.Number);
            case Code.Ldelem_I8:
                return LoadElement(SlotKind.Long);
            case Code.Ldelem_R4 or Code.Ldelem_R8:
                return LoadElement(SlotKind.Float);
            case Code.Ldelem_Ref:
                return LoadElement(SlotKind.Object);
            case Code.Ldelem_I:
                return LoadElement(SlotKind.Address);
            case Code.Stelem_I1 or Code.Stelem_I2 or Code.Stelem_I4:
                return StoreElement(SlotKind.Number);
            case Code.Stelem_I8:
                return StoreElement(SlotKind.Long);
            case Code.Stelem_R4 or Code.Stelem_R8:
                return StoreElement(SlotKind.Float);
            case Code.Stelem_Ref:
                return StoreElement(SlotKind.Object);
            case Code.Stelem_I:
                return StoreElement(SlotKind.Address);
            default:
                return false;
        }
    }

    private bool Load(SlotKind kind)
    {
        _stack.Pop(_at, SlotKind.Address);
        _stack.Push(kind);
        return true;
    }

    private bool Store(SlotKind kind)
    {
        _stack.Pop(_at, kind);
        _stack.Pop(_at, SlotKind.Address);
        return true;
    }

    private bool LoadElement(SlotKind kind)
    {
        Element();
        _stack.Push(kind);
        return true;
    }

    private bool StoreElement(SlotKind kind)
    {
        _stack.Pop(_at, kind);
        Element();
        return true;
    }

    private void Element()
    {
        _stack.Pop(_at, SlotKind.Number);
        _stack.Pop(_at, SlotKind.Object);
    }
}
