using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Pipeline;
using VirtualBoard.Retargeting.Preemption;

namespace VirtualBoard.Retargeting.Rewriting;

/// <summary>
/// Computes as nanoCLR does where the host throws exceptions that the device does not have: divisions of integers go to
/// <see cref="Division"/>, and what the compiler has made checked is not, for nanoCLR does not check.
/// </summary>
internal static class ArithmeticPass
{
    private static readonly Dictionary<Code, OpCode> Unchecked = new()
    {
        [Code.Add_Ovf] = OpCodes.Add,
        [Code.Add_Ovf_Un] = OpCodes.Add,
        [Code.Sub_Ovf] = OpCodes.Sub,
        [Code.Sub_Ovf_Un] = OpCodes.Sub,
        [Code.Mul_Ovf] = OpCodes.Mul,
        [Code.Mul_Ovf_Un] = OpCodes.Mul,
        [Code.Conv_Ovf_I1] = OpCodes.Conv_I1,
        [Code.Conv_Ovf_I1_Un] = OpCodes.Conv_I1,
        [Code.Conv_Ovf_U1] = OpCodes.Conv_U1,
        [Code.Conv_Ovf_U1_Un] = OpCodes.Conv_U1,
        [Code.Conv_Ovf_I2] = OpCodes.Conv_I2,
        [Code.Conv_Ovf_I2_Un] = OpCodes.Conv_I2,
        [Code.Conv_Ovf_U2] = OpCodes.Conv_U2,
        [Code.Conv_Ovf_U2_Un] = OpCodes.Conv_U2,
        [Code.Conv_Ovf_I4] = OpCodes.Conv_I4,
        [Code.Conv_Ovf_I4_Un] = OpCodes.Conv_I4,
        [Code.Conv_Ovf_U4] = OpCodes.Conv_U4,
        [Code.Conv_Ovf_U4_Un] = OpCodes.Conv_U4,

        // Longer than what they may be given: the form says whether that has a sign.
        [Code.Conv_Ovf_I8] = OpCodes.Conv_I8,
        [Code.Conv_Ovf_I8_Un] = OpCodes.Conv_U8,
        [Code.Conv_Ovf_U8] = OpCodes.Conv_I8,
        [Code.Conv_Ovf_U8_Un] = OpCodes.Conv_U8,
        [Code.Conv_Ovf_I] = OpCodes.Conv_I,
        [Code.Conv_Ovf_I_Un] = OpCodes.Conv_U,
        [Code.Conv_Ovf_U] = OpCodes.Conv_I,
        [Code.Conv_Ovf_U_Un] = OpCodes.Conv_U,
    };

    public static void Run(Firmware firmware)
    {
        foreach (var (instruction, division) in firmware.Plan.Divisions)
        {
            if (!HasHarmlessDivisor(instruction, division))
                Replace(firmware, instruction, division);
        }

        foreach (var instruction in firmware.Assemblies
            .SelectMany(a => a.Module.GetTypes())
            .SelectMany(t => t.Methods)
            .Where(m => m.HasBody)
            .SelectMany(m => m.Body.Instructions))
        {
            if (Unchecked.TryGetValue(instruction.OpCode.Code, out var code))
                BodyEditor.Change(instruction, code);
        }
    }

    private static void Replace(Firmware firmware, Instruction instruction, IntegerDivision division)
    {
        var code = instruction.OpCode.Code;
        var isUnsigned = code is Code.Div_Un or Code.Rem_Un;
        var type = (division.IsLong, isUnsigned) switch
        {
            (false, false) => typeof(int),
            (false, true) => typeof(uint),
            (true, false) => typeof(long),
            (true, true) => typeof(ulong),
        };
        var name = code is Code.Div or Code.Div_Un ? nameof(Division.Divide) : nameof(Division.Remainder);
        var host = firmware.Assemblies.First(a => a.Module == division.Method.Module).HostReferences;
        BodyEditor.Change(instruction, OpCodes.Call, host.Method(typeof(Division).GetMethod(name, [type, type])!));
    }

    // A number in the code that is neither 0 nor -1, and no other way to get there.
    private static bool HasHarmlessDivisor(Instruction instruction, IntegerDivision division) =>
        instruction.Previous is { } before &&
        (before.OpCode.Code, before.Operand) is (Code.Ldc_I4, not (0 or -1)) or (Code.Ldc_I8, not (0L or -1L)) &&
        !division.Method.Body.Instructions.Any(i => LoopHeaders.Targets(i).Contains(instruction));
}
