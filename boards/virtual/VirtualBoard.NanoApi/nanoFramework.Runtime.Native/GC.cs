using VirtualBoard.NanoApi;

namespace nanoFramework.Runtime.Native;

/// <summary>Stands in for nanoFramework's garbage collection on demand. Its messages are never printed: the host collects, unseen.</summary>
public static class GC
{
    private const int RuntimeBytes = 16 * 1024;
    private const int BytesPerThread = 2 * 1024;

    /// <summary>Bytes free on the managed heap, as a model and the same in every run.</summary>
    /// <remarks>
    /// What the board's file gives nanoFramework's heap, less 16 KB for what nanoCLR and the loaded assemblies take and 2 KB for each
    /// thread under way. Objects of firmware are not counted: the number does not show a leak.
    /// </remarks>
    /// <param name="compactHeap">Means nothing.</param>
    public static uint Run(bool compactHeap)
    {
        var boot = Machine.Enter();
        WeakReferences.Of(boot).Collect();
        return (uint)Math.Max(0, boot.Board.Definition.ManagedHeap - RuntimeBytes - (boot.Threads.Count * BytesPerThread));
    }

    /// <summary>Does nothing.</summary>
    public static void EnableGCMessages(bool enable) => Machine.Enter();
}
