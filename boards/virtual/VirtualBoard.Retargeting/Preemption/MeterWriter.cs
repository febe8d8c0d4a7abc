using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Api;
using VirtualBoard.Retargeting.Rewriting;

namespace VirtualBoard.Retargeting.Preemption;

/// <summary>Writes into methods what they count. The meter is fetched once, on entry, and kept in a local.</summary>
internal sealed class MeterWriter
{
    /// <summary>nanoCLR's stack frame without the values in it.</summary>
    private const int FrameBytes = 72;

    /// <summary>What nanoCLR takes for each argument, local and place on the evaluation stack.</summary>
    private const int ValueBytes = 12;

    /// <summary>For the frames of native code between firmware and firmware that it calls back.</summary>
    private const int NativeBytes = 512;

    /// <summary>
    /// For exceptions that are handled in one frame after the other: until the last handler is done, the host keeps what it needed to
    /// reach each, and that is a hundred times what the device needs.
    /// </summary>
    private const int HandlerBytes = 256;

    private readonly TypeReference _meter;
    private readonly TypeReference _int;
    private readonly MethodReference _current;
    private readonly MethodReference _refuel;
    private readonly MethodReference _checkStack;
    private readonly FieldReference _fuel;
    private readonly FieldReference _stack;
    private readonly FieldReference _stackMark;

    public MeterWriter(HostReferences host)
    {
        _meter = host.Type(typeof(CpuMeter));
        _int = host.Type(typeof(int));
        _current = host.Method(typeof(CpuMeter).GetProperty(nameof(CpuMeter.Current))!.GetMethod!);
        _refuel = host.Method(typeof(CpuMeter).GetMethod(nameof(CpuMeter.Refuel))!);
        _checkStack = host.Method(typeof(CpuMeter).GetMethod(nameof(CpuMeter.CheckStack))!);
        _fuel = new FieldReference(nameof(CpuMeter.Fuel), _int, _meter);
        _stack = new FieldReference(nameof(CpuMeter.Stack), _int, _meter);
        _stackMark = new FieldReference(nameof(CpuMeter.StackMark), _int, _meter);
    }

    public void Write(CallNode node, Recursion recursion)
    {
        var method = node.Method!;
        var headers = LoopHeaders.Of(method.Body);
        var counts = recursion.IsCounted(node);
        var restores = method.Body.HasExceptionHandlers && recursion.Reaches(node);
        if (headers.Count == 0 && !counts && !restores)
            return;

        var editor = new BodyEditor(method);
        var meter = editor.Variable(_meter);
        if (counts || restores)
            WriteStack(method, editor, meter, recursion.IsEntry(node), counts, restores);
        foreach (var header in headers)
        {
            var rest = editor.Displace(header);
            editor.Before(rest, [.. Pay(meter, rest)]);
        }

        editor.Prologue(Create(OpCodes.Call, _current), Create(OpCodes.Stloc, meter));
    }

    private static int StackBytes(MethodDefinition method, bool isEntry)
    {
        var values = method.Parameters.Count + (method.HasThis ? 1 : 0) + method.Body.Variables.Count + method.Body.MaxStackSize;
        return FrameBytes + (ValueBytes * values) + (method.Body.HasExceptionHandlers ? HandlerBytes : 0) + (isEntry ? NativeBytes : 0);
    }

    /// <summary>
    /// Counts the method's own stack while it runs, and puts the count right where an exception has come from deeper methods, which
    /// did not get to their end.
    /// </summary>
    private void WriteStack(MethodDefinition method, BodyEditor editor, VariableDefinition meter, bool isEntry, bool counts, bool restores)
    {
        var bytes = counts ? StackBytes(method, isEntry) : 0;
        var callers = editor.Variable(_int);
        foreach (var ret in method.Body.Instructions.Where(i => counts && i.OpCode.Code == Code.Ret).ToList())
            editor.Before(editor.Displace(ret), [.. SetStack(meter, callers, 0)]);
        foreach (var handler in method.Body.ExceptionHandlers.Where(_ => restores))
            editor.Before(editor.Displace(handler.HandlerStart), [.. SetStack(meter, callers, bytes)]);

        if (counts)
        {
            var first = method.Body.Instructions[0];
            var pay = Pay(meter, first).ToList();
            editor.Prologue([.. SetStack(meter, callers, bytes), .. CheckStack(meter, pay[0]), .. pay]);
        }

        editor.Prologue(Create(OpCodes.Ldloc, meter), Create(OpCodes.Ldfld, _stack), Create(OpCodes.Stloc, callers));
    }

    private IEnumerable<Instruction> Pay(VariableDefinition meter, Instruction rest) =>
    [
        Create(OpCodes.Ldloc, meter),
        Create(OpCodes.Ldloc, meter),
        Create(OpCodes.Ldfld, _fuel),
        Create(OpCodes.Ldc_I4, 1),
        Create(OpCodes.Sub),
        Create(OpCodes.Stfld, _fuel),
        Create(OpCodes.Ldloc, meter),
        Create(OpCodes.Ldfld, _fuel),
        Create(OpCodes.Ldc_I4, 0),
        Create(OpCodes.Bge, rest),
        Create(OpCodes.Ldloc, meter),
        Create(OpCodes.Call, _refuel),
    ];

    private IEnumerable<Instruction> SetStack(VariableDefinition meter, VariableDefinition callers, int own) =>
    [
        Create(OpCodes.Ldloc, meter),
        Create(OpCodes.Ldloc, callers),
        .. own == 0 ? Array.Empty<Instruction>() : [Create(OpCodes.Ldc_I4, own), Create(OpCodes.Add)],
        Create(OpCodes.Stfld, _stack),
    ];

    private IEnumerable<Instruction> CheckStack(VariableDefinition meter, Instruction rest) =>
    [
        Create(OpCodes.Ldloc, meter),
        Create(OpCodes.Ldfld, _stack),
        Create(OpCodes.Ldloc, meter),
        Create(OpCodes.Ldfld, _stackMark),
        Create(OpCodes.Ble, rest),
        Create(OpCodes.Ldloc, meter),
        Create(OpCodes.Call, _checkStack),
    ];

    private static Instruction Create(OpCode code, object? operand = null) => BodyEditor.Create(code, operand);
}
