using Mono.Cecil;
using Mono.Cecil.Cil;

namespace VirtualBoard.Retargeting.Rewriting;

/// <summary>Edits exception handlers of one method.</summary>
internal sealed class HandlerEditor
{
    private readonly MethodBody _body;
    private readonly ILProcessor _il;

    public HandlerEditor(MethodDefinition method)
    {
        _body = method.Body;
        _il = _body.GetILProcessor();
    }

    /// <summary>Makes a catch of every exception a filter that accepts all but what is not catchable.</summary>
    public void CatchToFilter(ExceptionHandler handler, MethodReference isCatchable)
    {
        var type = handler.CatchType;
        var start = handler.HandlerStart;
        var filter = InsertBefore(
            start,
            BodyEditor.Create(OpCodes.Call, isCatchable),
            BodyEditor.Create(OpCodes.Endfilter));
        MoveEnds(start, filter);

        // A filter's handler gets a plain object where a catch got one of its type.
        var cast = BodyEditor.Create(OpCodes.Castclass, type);
        InsertBefore(start, cast);
        handler.HandlerType = ExceptionHandlerType.Filter;
        handler.CatchType = null;
        handler.FilterStart = filter;
        handler.HandlerStart = cast;
    }

    /// <summary>Makes a filter answer no, before any code of its own, to what is not catchable.</summary>
    public void GuardFilter(ExceptionHandler handler, MethodReference isCatchable)
    {
        // A filter has one endfilter, and it is the last thing before the handler.
        var start = handler.FilterStart;
        var end = handler.HandlerStart.Previous;
        var guard = InsertBefore(
            start,
            BodyEditor.Create(OpCodes.Dup),
            BodyEditor.Create(OpCodes.Call, isCatchable),
            BodyEditor.Create(OpCodes.Brtrue, start),
            BodyEditor.Create(OpCodes.Pop),
            BodyEditor.Create(OpCodes.Ldc_I4, 0),
            BodyEditor.Create(OpCodes.Br, end));
        MoveEnds(start, guard);
        handler.FilterStart = guard;
    }

    /// <summary>Makes a finally or fault block do nothing in a dead boot.</summary>
    public void GuardFinally(ExceptionHandler handler, VariableDefinition meter, FieldReference isDead)
    {
        var start = handler.HandlerStart;
        var guard = InsertBefore(
            start,
            BodyEditor.Create(OpCodes.Ldloc, meter),
            BodyEditor.Create(OpCodes.Ldfld, isDead),
            BodyEditor.Create(OpCodes.Brfalse, start),
            BodyEditor.Create(OpCodes.Endfinally));
        MoveEnds(start, guard);
        handler.HandlerStart = guard;
    }

    private Instruction InsertBefore(Instruction at, params IReadOnlyList<Instruction> instructions)
    {
        foreach (var instruction in instructions)
            _il.InsertBefore(at, instruction);
        return instructions[0];
    }

    // What ended where a handler began still ends there, and what began with it (a try block at the head of a handler) stays
    // behind the guard: the guard is not protected by it.
    private void MoveEnds(Instruction from, Instruction to)
    {
        foreach (var handler in _body.ExceptionHandlers)
        {
            if (handler.TryEnd == from)
                handler.TryEnd = to;
            if (handler.HandlerEnd == from)
                handler.HandlerEnd = to;
        }
    }
}
