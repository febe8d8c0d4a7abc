using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Checks;

/// <summary>
/// Follows the evaluation stack through every method: numbers must not be taken for objects nor structs for others. The device's
/// CLR knows the type of each value at run time and stops; the host trusts code and would read memory that is not there.
/// </summary>
/// <remarks>
/// There is such code without anybody's fault: nanoFramework's String has an enumerator of objects, so in
/// <c>foreach (var c in text)</c> the variable is an object, into which the C# compiler puts a character without boxing it. On the
/// device that works, since each value carries its type; here the character is boxed. See <see cref="ReplacementPlan.Boxes"/>.
/// </remarks>
internal sealed class CodeCheck
{
    private readonly Firmware _firmware;
    private readonly MethodDefinition _method;
    private readonly Dictionary<Instruction, Slot[]> _entry = [];
    private readonly Stack<Instruction> _pending = new();

    private CodeCheck(Firmware firmware, MethodDefinition method)
    {
        _firmware = firmware;
        _method = method;
    }

    public static void Run(Firmware firmware)
    {
        foreach (var method in firmware.Assemblies.SelectMany(a => a.Module.GetTypes()).SelectMany(t => t.Methods))
        {
            if (method.HasBody)
                new CodeCheck(firmware, method).Check();
        }
    }

    private void Check()
    {
        var body = _method.Body;
        if (body.Instructions.Count == 0)
        {
            Report(null, "the method has no code");
            return;
        }

        try
        {
            Enter(body.Instructions[0], []);
            foreach (var handler in body.ExceptionHandlers)
                Enter(handler);
            while (_pending.TryPop(out var instruction))
                Follow(instruction);
        }
        catch (CodeFaultException e)
        {
            Report(e.Instruction, e.Message);
        }
    }

    private void Enter(ExceptionHandler handler)
    {
        if (handler.TryStart is null || handler.HandlerStart is null)
            throw new CodeFaultException(null, "an exception handler begins nowhere");

        var exception = new Slot(SlotKind.Object);
        switch (handler.HandlerType)
        {
            case ExceptionHandlerType.Filter:
                if (handler.HandlerStart.Previous?.OpCode.Code != Code.Endfilter)
                    throw new CodeFaultException(handler.FilterStart, "a filter does not end before its handler");
                Enter(handler.FilterStart, [exception]);
                Enter(handler.HandlerStart, [exception]);
                break;
            case ExceptionHandlerType.Catch:
                Enter(handler.HandlerStart, [exception]);
                break;
            default:
                Enter(handler.HandlerStart, []);
                break;
        }
    }

    // Follows straight code until it branches or ends, or joins what has been followed before.
    private void Follow(Instruction start)
    {
        var stack = new EvaluationStack(_entry[start], Take);
        for (var at = start; ; at = at.Next)
        {
            NoteDivision(at, stack.Slots);
            var effects = new StackEffects(_method, stack, at);
            effects.Apply();
            switch (at.Operand)
            {
                case Instruction target:
                    Enter(target, stack.Slots);
                    break;
                case Instruction[] targets:
                    foreach (var target in targets)
                        Enter(target, stack.Slots);
                    break;
                case null when at.OpCode.OperandType is OperandType.InlineBrTarget or OperandType.ShortInlineBrTarget:
                    throw new CodeFaultException(at, "it branches out of the method");
            }

            if (effects.Ends)
                return;
            if (at.Next is null)
                throw new CodeFaultException(at, "the method runs past its end");
            if (_entry.ContainsKey(at.Next))
            {
                Enter(at.Next, stack.Slots);
                return;
            }
        }
    }

    private void NoteDivision(Instruction at, IReadOnlyList<Slot> slots)
    {
        if (at.OpCode.Code is Code.Div or Code.Div_Un or Code.Rem or Code.Rem_Un && slots.Count >= 2 &&
            slots[^1].Kind == slots[^2].Kind && slots[^1].Kind is SlotKind.Number or SlotKind.Long)
            _firmware.Plan.Divisions[at] = new IntegerDivision(_method, slots[^1].Kind == SlotKind.Long);
    }

    private void Enter(Instruction? at, IReadOnlyList<Slot> slots)
    {
        if (at is null)
            throw new CodeFaultException(null, "it branches out of the method");

        if (!_entry.TryGetValue(at, out var known))
        {
            _entry.Add(at, [.. slots]);
            _pending.Push(at);
            return;
        }

        if (known.Length != slots.Count)
            throw new CodeFaultException(at, $"it is reached with {known.Length} values on the stack and with {slots.Count}");
        for (var i = 0; i < known.Length; i++)
            Take(slots[i], known[i], at);
    }

    private void Take(Slot given, Slot wanted, Instruction at)
    {
        if (given.Serves(wanted))
            return;

        if (wanted.Kind == SlotKind.Object && given.Producer is { Operand: MethodReference { Name: "get_Chars", DeclaringType.FullName: "System.String" } } character)
            _firmware.Plan.Boxes.Add(new BoxedCharacter(_method, character));
        else
            throw new CodeFaultException(at, $"{at.OpCode.Name} gets {given} where it needs {wanted}");
    }

    private void Report(Instruction? at, string fault)
    {
        var site = Site.Of(_method);
        _firmware.Issues.Add(at is null ? site : site.At(at), "its code", $"{fault}; the assembly is damaged, or was edited by some tool");
    }
}

/// <summary>Code that does not hold together.</summary>
internal sealed class CodeFaultException(Instruction? instruction, string message) : Exception(message)
{
    public Instruction? Instruction { get; } = instruction;
}
