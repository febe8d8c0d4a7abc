using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Pipeline;
using VirtualBoard.Retargeting.Rewriting;

namespace VirtualBoard.Retargeting.Memory;

/// <summary>
/// Makes firmware pay for the memory it takes: whatever makes an object counts it, so that memory ends in firmware and not in the host.
/// </summary>
internal static class AllocationPass
{
    public static void Run(Firmware firmware)
    {
        foreach (var assembly in firmware.Assemblies)
        {
            var writer = new AllocationWriter(assembly, firmware.Meters);
            foreach (var method in assembly.Module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody))
            {
                foreach (var instruction in method.Body.Instructions.ToList())
                    writer.Write(method, instruction);
            }
        }
    }
}

/// <summary>Writes the counting behind, and for arrays also before, the instructions that allocate.</summary>
internal sealed class AllocationWriter
{
    private readonly FirmwareAssembly _assembly;
    private readonly Preemption.Meters _meters;
    private readonly MethodReference _allocated;
    private readonly MethodReference _reserve;
    private readonly MethodReference _reserved;
    private readonly MethodReference _returned;
    private readonly MethodReference _returnedText;
    private readonly MethodReference _appended;

    public AllocationWriter(FirmwareAssembly assembly, Preemption.Meters meters)
    {
        _assembly = assembly;
        _meters = meters;
        _allocated = Helper(nameof(CpuMeter.Allocated));
        _reserve = Helper(nameof(CpuMeter.Reserve));
        _reserved = Helper(nameof(CpuMeter.Reserved));
        _returned = Helper(nameof(CpuMeter.Returned));
        _returnedText = Helper(nameof(CpuMeter.ReturnedText));
        _appended = Helper(nameof(CpuMeter.Appended));
    }

    /// <summary>Writes what an instruction of a method needs; nothing for most.</summary>
    public void Write(MethodDefinition method, Instruction instruction)
    {
        switch (instruction.OpCode.Code)
        {
            // What is thrown lives shortly, and an exception in its place would hide it.
            case Code.Newobj when instruction.Next?.OpCode.Code == Code.Throw:
                break;
            case Code.Newobj:
                WriteNew(method, instruction, (MethodReference)instruction.Operand);
                break;
            case Code.Box when !IsReference((TypeReference)instruction.Operand):
                WriteAllocated(method, instruction, NanoSize.OfBox((TypeReference)instruction.Operand));
                break;
            case Code.Newarr:
                WriteReserve(method, instruction, NanoSize.OfElement((TypeReference)instruction.Operand));
                break;
            case Code.Call or Code.Callvirt:
                WriteReturned(method, instruction, (MethodReference)instruction.Operand);
                break;
        }
    }

    private static bool IsReference(TypeReference type) => type.IsGenericParameter || !(type.IsPrimitive || type.IsValueType || type.Resolve() is { IsValueType: true });

    private void WriteNew(MethodDefinition method, Instruction instruction, MethodReference constructor)
    {
        var type = constructor.DeclaringType;
        if (type.MetadataType == MetadataType.String)
        {
            // string(char, int) says on top of the stack how long it is to be; of others the host knows it from an array that exists.
            if (constructor.Parameters.Count == 2 && constructor.Parameters[1].ParameterType.MetadataType == MetadataType.Int32)
                WriteReserve(method, instruction, sizeof(byte));
            else
                WriteCall(method, instruction, _returnedText);
        }
        else if (IsReference(type))
        {
            WriteAllocated(method, instruction, NanoSize.OfObject(type));
        }
    }

    private void WriteAllocated(MethodDefinition method, Instruction instruction, int bytes) =>
        new BodyEditor(method).After(instruction,
        [
            Create(OpCodes.Dup),
            Create(OpCodes.Ldc_I4, bytes),
            Create(OpCodes.Ldloc, Meter(method)),
            Create(OpCodes.Call, _allocated),
        ]);

    private void WriteReserve(MethodDefinition method, Instruction instruction, int elementBytes)
    {
        var editor = new BodyEditor(method);
        var moved = editor.Displace(instruction);
        editor.Before(
            moved,
            Create(OpCodes.Dup),
            Create(OpCodes.Ldc_I4, elementBytes),
            Create(OpCodes.Ldloc, Meter(method)),
            Create(OpCodes.Call, _reserve));
        editor.After(moved, [Create(OpCodes.Dup), Create(OpCodes.Ldloc, Meter(method)), Create(OpCodes.Call, _reserved)]);
    }

    private void WriteReturned(MethodDefinition method, Instruction instruction, MethodReference callee)
    {
        var isText = callee.ReturnType.MetadataType == MetadataType.String;
        var isBuilder = callee.ReturnType.FullName == "System.Text.StringBuilder";
        if (!isText && !isBuilder && callee.ReturnType is not ArrayType && !MakesObject(callee))
            return;

        // What firmware's own methods return they have counted themselves.
        if (callee.DeclaringType is ArrayType || callee.Resolve() is { } definition && FirmwareAssembly.IsFirmware(definition))
            return;
        WriteCall(method, instruction, isText ? _returnedText : isBuilder ? _appended : _returned);
    }

    /// <summary>Native methods that make objects which may be large, or which firmware may keep without number.</summary>
    private static bool MakesObject(MethodReference callee) => callee.Name switch
    {
        "Combine" => callee.DeclaringType.FullName is "System.Delegate" or "System.MulticastDelegate",
        "Clone" => callee.ReturnType.MetadataType == MetadataType.Object && callee.Parameters.Count == 0,
        _ => false,
    };

    private void WriteCall(MethodDefinition method, Instruction instruction, MethodReference helper) =>
        new BodyEditor(method).After(instruction, [Create(OpCodes.Dup), Create(OpCodes.Ldloc, Meter(method)), Create(OpCodes.Call, helper)]);

    private VariableDefinition Meter(MethodDefinition method) => _meters.Local(_assembly, method);

    private MethodReference Helper(string name) => _assembly.HostReferences.Method(typeof(CpuMeter).GetMethod(name)!);

    private static Instruction Create(OpCode code, object? operand = null) => BodyEditor.Create(code, operand);
}
