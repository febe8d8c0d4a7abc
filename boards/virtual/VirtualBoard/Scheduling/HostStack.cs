using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VirtualBoard.Scheduling;

/// <summary>The stack of a host thread. What calls have touched deep down stays in memory after their return, until it is given back.</summary>
/// <remarks>Only on Linux.</remarks>
internal sealed unsafe partial class HostStack
{
    /// <summary>Left alone at both ends: what the caller needs at once, and where the stack itself may end.</summary>
    private const nint Margin = 512;
    private const nint EndMargin = 128 * 1024;
    private const int PageMask = 0xFFF;
    private const int DontNeed = 4;

    private readonly nint _lowest;

    /// <summary>To be made by the thread, near the beginning of its stack.</summary>
    /// <param name="bytes">What the stack was asked for with.</param>
    public HostStack(int bytes)
    {
        byte here;
        _lowest = (((nint)(&here) - bytes + EndMargin) | PageMask) + 1;
    }

    /// <summary>Gives back what lies below the frame of the calling thread, whose stack this is.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Trim()
    {
        byte here;
        var highest = ((nint)(&here) - Margin) & ~(nint)PageMask;
        // Where the system does not take it, the memory stays.
        if (OperatingSystem.IsLinux() && highest > _lowest)
            _ = Advise((void*)_lowest, highest - _lowest, DontNeed);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nint bytes, int advice);
}
