using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Preemption;

/// <summary>
/// Makes firmware pay for the time it takes. A turn of a loop costs fuel, which is processor time of the board: when it is used up the
/// machine moves the clock and lets other threads run, so no loop can hang the host or starve a timer. A method that may call itself
/// pays on entry, and counts its stack: runaway recursion ends in firmware.
/// </summary>
internal static class PreemptionPass
{
    public static void Run(Firmware firmware)
    {
        var graph = CallGraph.Of(firmware);
        var recursion = new Recursion(graph);
        foreach (var assembly in firmware.Assemblies)
        {
            var writer = new MeterWriter(assembly.HostReferences);
            foreach (var node in graph.Methods.Where(n => n.Method!.Module == assembly.Module))
                writer.Write(node, recursion);
        }
    }
}
