using System.Runtime.InteropServices;

namespace VirtualBoard.Scheduling;

/// <summary>
/// One processor core that all host threads of a lab run on. As only one of them runs at a time, others cannot help; and from core to
/// core the baton takes several times as long.
/// </summary>
/// <remarks>Only on Linux; elsewhere the system decides.</remarks>
internal sealed partial class Core
{
    private const int MaskBytes = 128;

    private readonly byte[]? _mask;

    /// <summary>Chooses a core.</summary>
    /// <param name="number">As <see cref="LabOptions.Core"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public Core(int? number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number ?? 0, nameof(LabOptions.Core));
        _mask = MaskOf(number is { } wanted ? Usable(wanted) : Thread.GetCurrentProcessorId());
    }

    /// <summary>Keeps the calling thread on the core, if the system allows it.</summary>
    public void Keep()
    {
        // Where the core is not ours to use, the thread stays where the system puts it: only slower.
        if (_mask is not null)
            _ = SetAffinity(0, MaskBytes, _mask);
    }

    /// <summary>Keeps the calling thread on the core until what is returned is given to <see cref="Free"/>.</summary>
    public byte[]? Borrow()
    {
        if (_mask is null)
            return null;
        var before = new byte[MaskBytes];
        if (GetAffinity(0, MaskBytes, before) != 0)
            return null;
        Keep();
        return before;
    }

    /// <summary>Lets the calling thread run where it could before.</summary>
    public static void Free(byte[]? before)
    {
        if (before is not null)
            _ = SetAffinity(0, MaskBytes, before);
    }

    /// <summary>The system's number of one of the cores that the calling thread may use; -1 where that is not known.</summary>
    private static int Usable(int number)
    {
        var mask = new byte[MaskBytes];
        if (!OperatingSystem.IsLinux() || GetAffinity(0, MaskBytes, mask) != 0)
            return -1;
        var cores = Enumerable.Range(0, MaskBytes * 8).Where(core => (mask[core / 8] & (1 << (core % 8))) != 0).ToArray();
        return cores[number % cores.Length];
    }

    private static byte[]? MaskOf(int core)
    {
        if (!OperatingSystem.IsLinux() || core is < 0 or >= MaskBytes * 8)
            return null;
        var mask = new byte[MaskBytes];
        mask[core / 8] = (byte)(1 << (core % 8));
        return mask;
    }

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nint maskBytes, byte[] mask);

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nint maskBytes, [In, Out] byte[] mask);
}
