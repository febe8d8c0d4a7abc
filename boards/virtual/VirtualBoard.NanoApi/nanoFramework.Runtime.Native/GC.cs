using VirtualBoard.NanoApi;

namespace nanoFramework.Runtime.Native;

/// <summary>Stands in for nanoFramework's garbage collection on demand. Its messages are never printed: the host collects, unseen.</summary>
public static class GC
{
    /// <summary>Bytes free on the managed heap, the same in every run.</summary>
    /// <remarks>
    /// What the board's file gives nanoFramework's heap, less 16 KB for what nanoCLR and the loaded assemblies take, 2 KB for each thread
    /// under way, and what can be reached from static fields, threads' starts, timers and handlers, in nanoCLR's blocks of 12 bytes. What
    /// a thread has in nothing but local variables is not counted.
    /// </remarks>
    /// <param name="compactHeap">Means nothing.</param>
    public static uint Run(bool compactHeap)
    {
        var boot = Machine.Enter();
        WeakReferences.Of(boot).Collect();
        return (uint)boot.FreeMemory(typeof(Machine).Assembly);
    }

    /// <summary>Does nothing.</summary>
    public static void EnableGCMessages(bool enable) => Machine.Enter();
}
