using Mono.Cecil;
using Mono.Cecil.Cil;

namespace VirtualBoard.Retargeting.Rewriting;

/// <summary>
/// Edits a method body in the two ways that keep everything else right: an instruction is changed where it stands, and new ones
/// go after it. Branches, handler boundaries and sequence points that point at the old instruction then point at the new beginning.
/// </summary>
internal sealed class BodyEditor
{
    private readonly MethodBody _body;

    public BodyEditor(MethodDefinition method)
    {
        _body = method.Body;
    }

    /// <summary>Changes an instruction; returns it, so that more can be put after it.</summary>
    public static Instruction Change(Instruction instruction, OpCode code, object? operand = null)
    {
        instruction.OpCode = code;
        instruction.Operand = operand;
        return instruction;
    }

    /// <summary>Puts a new instruction after another; returns the new one.</summary>
    public Instruction After(Instruction at, OpCode code, object? operand = null)
    {
        var added = Create(code, operand);
        _body.GetILProcessor().InsertAfter(at, added);
        return added;
    }

    /// <summary>Puts instructions after another.</summary>
    public void After(Instruction at, IReadOnlyList<Instruction> instructions)
    {
        foreach (var instruction in instructions)
        {
            _body.GetILProcessor().InsertAfter(at, instruction);
            at = instruction;
        }
    }

    /// <summary>
    /// Moves an instruction one place down: a nop stands where it stood, and what pointed at it points at the nop. Returns the
    /// instruction in its new place, before which more can be put.
    /// </summary>
    public Instruction Displace(Instruction instruction)
    {
        var moved = Instruction.Create(OpCodes.Nop);
        moved.OpCode = instruction.OpCode;
        moved.Operand = instruction.Operand;
        _body.GetILProcessor().InsertAfter(instruction, moved);
        Change(instruction, OpCodes.Nop);
        return moved;
    }

    /// <summary>Puts instructions before one that nothing points at.</summary>
    public void Before(Instruction at, params IReadOnlyList<Instruction> instructions)
    {
        foreach (var instruction in instructions)
            _body.GetILProcessor().InsertBefore(at, instruction);
    }

    /// <summary>Puts instructions before the first; a loop back to the old first one does not run them again.</summary>
    public void Prologue(params IReadOnlyList<Instruction> instructions)
    {
        var first = _body.Instructions[0];
        foreach (var instruction in instructions)
            _body.GetILProcessor().InsertBefore(first, instruction);

        // Execution begins in the new code, so the first statement does too.
        var points = _body.Method.DebugInformation.SequencePoints;
        if (points.Count > 0 && points[0].Offset == first.Offset)
        {
            var old = points[0];
            points[0] = new SequencePoint(instructions[0], old.Document)
            {
                StartLine = old.StartLine,
                StartColumn = old.StartColumn,
                EndLine = old.EndLine,
                EndColumn = old.EndColumn,
            };
        }
    }

    /// <summary>Adds a local variable.</summary>
    public VariableDefinition Variable(TypeReference type)
    {
        var variable = new VariableDefinition(type);
        _body.Variables.Add(variable);
        _body.InitLocals = true;
        return variable;
    }

    public static Instruction Create(OpCode code, object? operand = null) => operand switch
    {
        null => Instruction.Create(code),
        TypeReference type => Instruction.Create(code, type),
        MethodReference method => Instruction.Create(code, method),
        FieldReference field => Instruction.Create(code, field),
        VariableDefinition variable => Instruction.Create(code, variable),
        ParameterDefinition parameter => Instruction.Create(code, parameter),
        Instruction target => Instruction.Create(code, target),
        int number => Instruction.Create(code, number),
        _ => throw new ArgumentException($"No instruction is made with a {operand.GetType().Name}.", nameof(operand)),
    };
}
