using Mono.Cecil;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Preemption;

/// <summary>
/// Makes firmware pay for the time it takes. A turn of a loop costs fuel, which is processor time of the board: when it is used up the
/// machine moves the clock and lets other threads run, so no loop can hang the host or starve a timer. A method that may call itself
/// pays on entry, and counts its stack: runaway recursion ends in firmware.
/// </summary>
internal static class PreemptionPass
{
    private const MethodImplAttributes AggressiveOptimization = (MethodImplAttributes)System.Reflection.MethodImplAttributes.AggressiveOptimization;

    public static void Run(Firmware firmware)
    {
        var graph = CallGraph.Of(firmware);
        var recursion = new Recursion(graph);
        var quiet = new QuietCalls(graph, recursion);
        foreach (var assembly in firmware.Assemblies)
        {
            var writer = new MeterWriter(assembly, firmware.Meters, quiet);
            foreach (var node in graph.Methods.Where(n => n.Method!.Module == assembly.Module))
            {
                if (quiet.IsOnStack(node))
                    CompileOnce(node.Method!);
                writer.Write(node, recursion);
            }
        }
    }

    /// <summary>
    /// Has a method compiled for good at its first call, instead of better and better with the number of calls: how long what it keeps
    /// in its local variables lives is then the same in every run, and with it what a look at the heap finds.
    /// </summary>
    private static void CompileOnce(MethodDefinition method) => method.ImplAttributes |= AggressiveOptimization;
}
