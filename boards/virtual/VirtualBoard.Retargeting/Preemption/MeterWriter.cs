using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Api;
using VirtualBoard.Retargeting.Pipeline;
using VirtualBoard.Retargeting.Rewriting;

namespace VirtualBoard.Retargeting.Preemption;

/// <summary>Writes into methods what they count.</summary>
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

    private readonly TypeReference _int;
    private readonly MethodReference _refuel;
    private readonly MethodReference _checkStack;
    private readonly FieldReference _fuel;
    private readonly FieldReference _stack;
    private readonly FieldReference _stackMark;

    private readonly FirmwareAssembly _assembly;
    private readonly Meters _meters;
    private readonly QuietCalls _quiet;

    public MeterWriter(FirmwareAssembly assembly, Meters meters, QuietCalls quiet)
    {
        var host = assembly.HostReferences;
        _assembly = assembly;
        _meters = meters;
        _quiet = quiet;
        _int = host.Type(typeof(int));
        _refuel = host.Method(typeof(CpuMeter).GetMethod(nameof(CpuMeter.Refuel))!);
        _checkStack = host.Method(typeof(CpuMeter).GetMethod(nameof(CpuMeter.CheckStack))!);
        _fuel = Field(host, nameof(CpuMeter.Fuel));
        _stack = Field(host, nameof(CpuMeter.Stack));
        _stackMark = Field(host, nameof(CpuMeter.StackMark));
    }

    public void Write(CallNode node, Recursion recursion)
    {
        var method = node.Method!;
        var headers = LoopHeaders.Of(method.Body);
        var counts = recursion.IsCounted(node);
        var restores = method.Body.HasExceptionHandlers && recursion.Reaches(node);
        if (headers.Count == 0 && !counts && !restores)
            return;

        // Before the method gets variables that are not its own.
        var bytes = counts ? StackBytes(method, recursion.IsEntry(node)) : 0;
        var editor = new BodyEditor(method);
        var loops = QuietLoop.Of(method.Body, headers, _quiet);
        if (loops.Count > 0)
        {
            new RegisterFuel(_assembly, editor, method, _quiet, _meters).Write(headers, loops);
            headers = [];
        }

        if (counts || restores)
            WriteStack(method, editor, _meters.Local(_assembly, method), bytes, restores);
        foreach (var header in headers)
        {
            var rest = editor.Displace(header);
            editor.Before(rest, [.. Pay(_meters.Local(_assembly, method), rest)]);
        }
    }

    private FieldReference Field(HostReferences host, string name) => new(name, _int, host.Type(typeof(CpuMeter)));

    private static int StackBytes(MethodDefinition method, bool isEntry)
    {
        var values = method.Parameters.Count + (method.HasThis ? 1 : 0) + method.Body.Variables.Count + method.Body.MaxStackSize;
        return FrameBytes + (ValueBytes * values) + (method.Body.HasExceptionHandlers ? HandlerBytes : 0) + (isEntry ? NativeBytes : 0);
    }

    /// <summary>
    /// Counts the method's own stack while it runs, and puts the count right where an exception has come from deeper methods, which
    /// did not get to their end.
    /// </summary>
    private void WriteStack(MethodDefinition method, BodyEditor editor, VariableDefinition meter, int bytes, bool restores)
    {
        var counts = bytes > 0;
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
