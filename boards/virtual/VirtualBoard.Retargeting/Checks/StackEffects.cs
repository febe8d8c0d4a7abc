using Mono.Cecil;
using Mono.Cecil.Cil;

namespace VirtualBoard.Retargeting.Checks;

/// <summary>What one instruction takes from the evaluation stack and puts on it.</summary>
internal sealed class StackEffects
{
    private readonly MethodDefinition _method;
    private readonly EvaluationStack _stack;
    private readonly Instruction _at;

    public StackEffects(MethodDefinition method, EvaluationStack stack, Instruction at)
    {
        _method = method;
        _stack = stack;
        _at = at;
    }

    /// <summary>Whether the next instruction is not reached from here.</summary>
    public bool Ends { get; private set; }

    public void Apply()
    {
        switch (_at.OpCode.Code)
        {
            case Code.Nop or Code.Break or Code.Volatile or Code.Unaligned or Code.Tail or Code.Readonly or Code.Constrained:
                break;
            case Code.Dup:
                var top = _stack.Pop(_at);
                _stack.Push(top);
                _stack.Push(top);
                break;
            case Code.Pop:
                _stack.Pop(_at);
                break;
            case Code.Ldarg:
                _stack.Push(Slot.Of(Argument()));
                break;
            case Code.Starg:
                _stack.Pop(_at, Argument());
                break;
            case Code.Ldloc:
                _stack.Push(Slot.Of(((VariableDefinition)_at.Operand).VariableType));
                break;
            case Code.Stloc:
                _stack.Pop(_at, ((VariableDefinition)_at.Operand).VariableType);
                break;
            case Code.Ldarga or Code.Ldloca or Code.Ldsflda or Code.Ldftn or Code.Arglist:
                _stack.Push(SlotKind.Address);
                break;
            case Code.Ldc_I4 or Code.Sizeof:
                _stack.Push(SlotKind.Number);
                break;
            case Code.Ldc_I8:
                _stack.Push(SlotKind.Long);
                break;
            case Code.Ldc_R4 or Code.Ldc_R8:
                _stack.Push(SlotKind.Float);
                break;
            case Code.Ldnull or Code.Ldstr:
                _stack.Push(SlotKind.Object);
                break;
            case Code.Call or Code.Callvirt or Code.Newobj:
                Call((MethodReference)_at.Operand);
                break;
            case Code.Ldvirtftn:
                _stack.Pop(_at, SlotKind.Object);
                _stack.Push(SlotKind.Address);
                break;
            default:
                if (!Flow() && !Fields() && !Objects() && !Memory() && !Arithmetic())
                    throw new CodeFaultException(_at, $"the device has no {_at.OpCode.Name}");
                break;
        }
    }

    private TypeReference Argument()
    {
        var parameter = (ParameterDefinition)_at.Operand;
        return parameter == _method.Body.ThisParameter
            ? _method.DeclaringType.IsValueType ? new ByReferenceType(_method.DeclaringType) : _method.DeclaringType
            : parameter.ParameterType;
    }

    private void Call(MethodReference method)
    {
        for (var i = method.Parameters.Count - 1; i >= 0; i--)
            _stack.Pop(_at, Closed(method.Parameters[i].ParameterType, method));

        if (_at.OpCode.Code == Code.Newobj)
        {
            _stack.Push(Slot.Of(method.DeclaringType));
            return;
        }

        if (method.HasThis)
        {
            var byAddress = _at.Previous?.OpCode.Code == Code.Constrained || Slot.Of(method.DeclaringType).Kind != SlotKind.Object;
            _stack.Pop(_at, byAddress ? SlotKind.Address : SlotKind.Object);
        }

        if (!IsVoid(method.ReturnType))
            _stack.Push(Slot.Of(Closed(method.ReturnType, method), _at));
    }

    // An init accessor returns void with a modifier.
    private static bool IsVoid(TypeReference type) =>
        type is IModifierType modified ? IsVoid(modified.ElementType) : type.MetadataType == MetadataType.Void;

    // Type arguments where a generic type or method has parameters. The device runs no generics, but says so elsewhere.
    private static TypeReference Closed(TypeReference type, MemberReference member) =>
        type is GenericParameter parameter
            ? (parameter.Type, member) switch
            {
                (GenericParameterType.Method, GenericInstanceMethod m) => m.GenericArguments[parameter.Position],
                (GenericParameterType.Type, { DeclaringType: GenericInstanceType t }) => t.GenericArguments[parameter.Position],
                _ => type,
            }
            : type;

    private bool Flow()
    {
        switch (_at.OpCode.Code)
        {
            case Code.Br:
                Ends = true;
                return true;
            case Code.Brtrue or Code.Brfalse:
                _stack.Pop(_at);
                return true;
            case Code.Beq or Code.Bne_Un or Code.Bge or Code.Bge_Un or Code.Bgt or Code.Bgt_Un or Code.Ble or Code.Ble_Un or Code.Blt or Code.Blt_Un:
                Compare();
                return true;
            case Code.Switch:
                _stack.Pop(_at, SlotKind.Number);
                return true;
            case Code.Leave:
                _stack.Clear();
                Ends = true;
                return true;
            case Code.Ret:
                if (!IsVoid(_method.ReturnType))
                    _stack.Pop(_at, _method.ReturnType);
                Ends = true;
                return true;
            case Code.Throw:
                _stack.Pop(_at, SlotKind.Object);
                Ends = true;
                return true;
            case Code.Endfilter:
                _stack.Pop(_at, SlotKind.Number);
                Ends = true;
                return true;
            case Code.Rethrow or Code.Endfinally:
                Ends = true;
                return true;
            default:
                return false;
        }
    }

    private bool Fields()
    {
        if (_at.Operand is not FieldReference field)
            return Token();

        var type = Closed(field.FieldType, field);
        switch (_at.OpCode.Code)
        {
            case Code.Ldfld:
                Holder(field);
                _stack.Push(Slot.Of(type));
                return true;
            case Code.Ldflda:
                Holder(field);
                _stack.Push(SlotKind.Address);
                return true;
            case Code.Stfld:
                _stack.Pop(_at, type);
                Holder(field);
                return true;
            case Code.Ldsfld:
                _stack.Push(Slot.Of(type));
                return true;
            case Code.Stsfld:
                _stack.Pop(_at, type);
                return true;
            default:
                return Token();
        }
    }

    private bool Token()
    {
        if (_at.OpCode.Code != Code.Ldtoken)
            return false;

        _stack.Push(new Slot(SlotKind.Struct, _at.Operand switch
        {
            FieldReference => "System.RuntimeFieldHandle",
            MethodReference => "System.RuntimeMethodHandle",
            _ => "System.RuntimeTypeHandle",
        }));
        return true;
    }

    // Fields of a struct are reached by its address or in the struct itself.
    private void Holder(FieldReference field)
    {
        var holder = Slot.Of(field.DeclaringType);
        var given = _stack.Pop(_at);
        if (!given.Serves(holder) && !(holder.Kind != SlotKind.Object && given.Kind == SlotKind.Address))
            throw new CodeFaultException(_at, $"{_at.OpCode.Name} gets {given} where it needs {holder}");
    }

    private bool Objects()
    {
        switch (_at.OpCode.Code)
        {
            case Code.Box:
                _stack.Pop(_at, (TypeReference)_at.Operand);
                _stack.Push(SlotKind.Object);
                return true;
            case Code.Unbox:
                _stack.Pop(_at, SlotKind.Object);
                _stack.Push(SlotKind.Address);
                return true;
            case Code.Unbox_Any:
                _stack.Pop(_at, SlotKind.Object);
                _stack.Push(Slot.Of((TypeReference)_at.Operand));
                return true;
            case Code.Castclass or Code.Isinst:
                _stack.Pop(_at, SlotKind.Object);
                _stack.Push(SlotKind.Object);
                return true;
            case Code.Newarr:
                _stack.Pop(_at, SlotKind.Number);
                _stack.Push(SlotKind.Object);
                return true;
            case Code.Ldlen:
                _stack.Pop(_at, SlotKind.Object);
                _stack.Push(SlotKind.Number);
                return true;
            default:
                return false;
        }
    }

    private bool Memory() => new MemoryEffects(_stack, _at).Apply();

    private bool Arithmetic()
    {
        switch (_at.OpCode.Code)
        {
            case Code.Ceq or Code.Cgt or Code.Cgt_Un or Code.Clt or Code.Clt_Un:
                Compare();
                _stack.Push(SlotKind.Number);
                return true;
            case Code.Add or Code.Sub or Code.Mul or Code.Div or Code.Div_Un or Code.Rem or Code.Rem_Un or Code.And or Code.Or or Code.Xor or
                Code.Add_Ovf or Code.Add_Ovf_Un or Code.Sub_Ovf or Code.Sub_Ovf_Un or Code.Mul_Ovf or Code.Mul_Ovf_Un:
                _stack.Push(Compare());
                return true;
            case Code.Shl or Code.Shr or Code.Shr_Un:
                _stack.Pop(_at, SlotKind.Number);
                _stack.Push(Number());
                return true;
            case Code.Neg or Code.Not or Code.Ckfinite:
                _stack.Push(Number());
                return true;
            case Code.Conv_I8 or Code.Conv_U8 or Code.Conv_Ovf_I8 or Code.Conv_Ovf_I8_Un or Code.Conv_Ovf_U8 or Code.Conv_Ovf_U8_Un:
                Number();
                _stack.Push(SlotKind.Long);
                return true;
            case Code.Conv_R4 or Code.Conv_R8 or Code.Conv_R_Un:
                Number();
                _stack.Push(SlotKind.Float);
                return true;
            case Code.Conv_I1 or Code.Conv_U1 or Code.Conv_I2 or Code.Conv_U2 or Code.Conv_I4 or Code.Conv_U4 or
                Code.Conv_Ovf_I1 or Code.Conv_Ovf_U1 or Code.Conv_Ovf_I2 or Code.Conv_Ovf_U2 or Code.Conv_Ovf_I4 or Code.Conv_Ovf_U4 or
                Code.Conv_Ovf_I1_Un or Code.Conv_Ovf_U1_Un or Code.Conv_Ovf_I2_Un or Code.Conv_Ovf_U2_Un or Code.Conv_Ovf_I4_Un or Code.Conv_Ovf_U4_Un:
                Number();
                _stack.Push(SlotKind.Number);
                return true;
            case Code.Conv_I or Code.Conv_U or Code.Conv_Ovf_I or Code.Conv_Ovf_U or Code.Conv_Ovf_I_Un or Code.Conv_Ovf_U_Un:
                Number();
                _stack.Push(SlotKind.Address);
                return true;
            default:
                return false;
        }
    }

    private Slot Number()
    {
        var slot = _stack.Pop(_at);
        return slot.Kind is SlotKind.Object or SlotKind.Struct
            ? throw new CodeFaultException(_at, $"{_at.OpCode.Name} gets {slot} where it needs a number")
            : slot with { Producer = null };
    }

    // Two of a kind. An address and a number make an address.
    private Slot Compare()
    {
        var right = _stack.Pop(_at);
        var left = _stack.Pop(_at);
        if (!left.Serves(right))
            throw new CodeFaultException(_at, $"{_at.OpCode.Name} gets {left} and {right}");
        return (left.Kind == SlotKind.Address ? left : right) with { Producer = null };
    }
}
