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

    private readonly int _number = Thread.GetCurrentProcessorId();

    /// <summary>Keeps the calling thread on the core, if the system allows it.</summary>
    public void Keep()
    {
        if (!OperatingSystem.IsLinux() || _number is < 0 or >= MaskBytes * 8)
            return;
        var mask = new byte[MaskBytes];
        mask[_number / 8] = (byte)(1 << (_number % 8));
        // Where the core is not ours to use, the thread stays where the system puts it: only slower.
        _ = SetAffinity(0, MaskBytes, mask);
    }

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nint maskBytes, byte[] mask);
}
