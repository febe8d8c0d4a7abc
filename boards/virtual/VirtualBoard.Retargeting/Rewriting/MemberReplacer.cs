using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Api;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Rewriting;

/// <summary>Turns one use of a member into a call of the method that takes its place.</summary>
internal sealed class MemberReplacer
{
    private readonly MemberReplacement _replacement;
    private readonly BodyEditor _editor;
    private readonly MethodReference _target;

    public MemberReplacer(MemberReplacement replacement)
    {
        _replacement = replacement;
        _editor = new BodyEditor(replacement.Method);
        _target = replacement.Assembly.HostReferences.Method(replacement.Target.Method);
    }

    public void Run()
    {
        if (_replacement.Constraint is { } constraint)
            Receiver(constraint);

        var instruction = _replacement.Instruction;
        switch (instruction.OpCode.Code)
        {
            case Code.Ldftn:
                BodyEditor.Change(instruction, OpCodes.Ldftn, _target);
                break;
            case Code.Ldvirtftn:
                // The map finds the override itself; the object it would have been looked up in is on the stack twice.
                _editor.After(BodyEditor.Change(instruction, OpCodes.Pop), OpCodes.Ldftn, _target);
                break;
            case Code.Call when _replacement.Target.Form == MemberForm.Constructor:
                // A struct is initialized in place: its address lies below the arguments.
                _editor.After(BodyEditor.Change(instruction, OpCodes.Call, _target), OpCodes.Stobj, _replacement.Member.DeclaringType);
                break;
            case Code.Ldsflda:
                Copy(instruction);
                break;
            default:
                BodyEditor.Change(instruction, OpCodes.Call, _target);
                break;
        }

        // What was an access to a field may have been volatile; a call cannot be.
        if (_replacement.Member is FieldReference && instruction.Previous?.OpCode.Code == Code.Volatile)
            BodyEditor.Change(instruction.Previous, OpCodes.Nop);
    }

    private void Copy(Instruction instruction)
    {
        var copy = _editor.Variable(_target.ReturnType);
        var call = BodyEditor.Change(instruction, OpCodes.Call, _target);
        _editor.After(_editor.After(call, OpCodes.Stloc, copy), OpCodes.Ldloca, copy);
    }

    private void Receiver(Constraint constraint)
    {
        var prefix = _replacement.Instruction.Previous;
        if (constraint.Receiver == Pipeline.Receiver.Address)
        {
            BodyEditor.Change(prefix, OpCodes.Nop);
            return;
        }

        // The variable's address lies below the arguments, which have to make room for what it points at.
        var arguments = _target.Parameters.Skip(1).Select(p => _editor.Variable(p.ParameterType)).ToList();
        var at = BodyEditor.Change(prefix, OpCodes.Nop);
        foreach (var argument in Enumerable.Reverse(arguments))
            at = _editor.After(at, OpCodes.Stloc, argument);
        at = _editor.After(at, OpCodes.Ldobj, constraint.Type);
        if (constraint.Receiver == Pipeline.Receiver.Boxed)
            at = _editor.After(at, OpCodes.Box, constraint.Type);
        foreach (var argument in arguments)
            at = _editor.After(at, OpCodes.Ldloc, argument);
    }
}
