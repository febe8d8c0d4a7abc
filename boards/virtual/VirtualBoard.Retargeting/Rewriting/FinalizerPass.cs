using Mono.Cecil;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Rewriting;

/// <summary>
/// Takes finalizers away. The host would run them on a thread that is no board's, whenever it happens to collect garbage; a board
/// that never runs short of memory never runs them, and that is the board this is.
/// </summary>
internal static class FinalizerPass
{
    public static void Run(Firmware firmware)
    {
        foreach (var type in firmware.Assemblies.SelectMany(a => a.Module.GetTypes()))
        {
            var finalizer = type.Methods.FirstOrDefault(IsFinalizer);
            if (finalizer is null)
                continue;

            type.Methods.Remove(finalizer);
            firmware.Notes.Add($"{Describe.Type(type)} has a finalizer, which the virtual board never runs.");
        }
    }

    private static bool IsFinalizer(MethodDefinition method) =>
        method is { Name: "Finalize", IsVirtual: true, HasParameters: false, HasGenericParameters: false } &&
        method.ReturnType.MetadataType == MetadataType.Void;
}
