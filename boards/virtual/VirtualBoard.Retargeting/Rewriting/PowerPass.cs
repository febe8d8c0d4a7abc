using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Api;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Rewriting;

/// <summary>
/// Lets nothing of a boot act once its power is gone.
/// </summary>
/// <remarks>
/// <para>
/// A power cut, a reset or a reboot unwinds the boot's threads with <see cref="PowerOffException"/>. On the device the code simply
/// stops: no <c>catch</c> is told and no <c>finally</c> runs. The host runs them, so they are changed:
/// </para>
/// <list type="bullet">
/// <item>A <c>catch</c> whose type would take the exception becomes a filter that does not.</item>
/// <item>A filter of the firmware's own first asks whether the exception is firmware's to see. Filters run while the stack is still
/// whole, before any <c>finally</c>, so without that they would be the first code to run in a dead boot.</item>
/// <item>A <c>finally</c> (and so <c>using</c>, and the <c>Monitor.Exit</c> of <c>lock</c>) and a fault block end at once when the
/// boot is dead. The test is for the boot and not for the exception, for the block may be left in other ways while the boot dies.</item>
/// </list>
/// </remarks>
internal static class PowerPass
{
    public static void Run(Firmware firmware, NanoApiAssembly nanoApi)
    {
        foreach (var assembly in firmware.Assemblies)
        {
            var isCatchable = assembly.HostReferences.Method(nanoApi.Helper("IsCatchable"));
            var isDead = new FieldReference(
                nameof(CpuMeter.IsDead), assembly.Module.TypeSystem.Boolean, assembly.HostReferences.Type(typeof(CpuMeter)));
            foreach (var method in assembly.Module.GetTypes().SelectMany(t => t.Methods))
            {
                if (method.HasBody && method.Body.HasExceptionHandlers)
                    Guard(method, isCatchable, () => firmware.Meters.Local(assembly, method), isDead);
            }
        }
    }

    private static void Guard(MethodDefinition method, MethodReference isCatchable, Func<VariableDefinition> meter, FieldReference isDead)
    {
        foreach (var handler in method.Body.ExceptionHandlers)
        {
            switch (handler.HandlerType)
            {
                case ExceptionHandlerType.Catch when TakesPowerOff(handler.CatchType):
                    new HandlerEditor(method).CatchToFilter(handler, isCatchable);
                    break;
                case ExceptionHandlerType.Filter:
                    new HandlerEditor(method).GuardFilter(handler, isCatchable);
                    break;
                case ExceptionHandlerType.Finally or ExceptionHandlerType.Fault:
                    new HandlerEditor(method).GuardFinally(handler, meter(), isDead);
                    break;
            }
        }
    }

    private static bool TakesPowerOff(TypeReference type)
    {
        for (var at = typeof(PowerOffException).BaseType; at is not null; at = at.BaseType)
        {
            if (at.FullName == type.FullName)
                return true;
        }

        return false;
    }
}
