using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Rewriting;

/// <summary>Boxes the characters that the code check found to be used as objects.</summary>
internal static class BoxPass
{
    public static void Run(Firmware firmware)
    {
        foreach (var (method, producer) in firmware.Plan.Boxes)
            new BodyEditor(method).After(producer, OpCodes.Box, ((MethodReference)producer.Operand).ReturnType);
    }
}
