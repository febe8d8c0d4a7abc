using System.ComponentModel;
using System.Runtime.InteropServices;

namespace VirtualBoard.Scheduling;

/// <summary>
/// An event descriptor: one system call to wait, one to wake, half of what .NET's own semaphores cost. A futex would cost the same for a
/// few threads, but of thousands that wait the system finds each in a table made for hundreds.
/// </summary>
internal sealed unsafe partial class LinuxGate : Gate
{
    private const int CloseOnExec = 0x80000;
    private const int Interrupted = 4;

    private int _descriptor;

    private LinuxGate(int descriptor) => _descriptor = descriptor;

    /// <summary>A new gate; null when the process may not open another descriptor.</summary>
    public static LinuxGate? TryCreate() => CreateDescriptor(0, CloseOnExec) is var descriptor and >= 0 ? new LinuxGate(descriptor) : null;

    public override void Open()
    {
        ulong one = 1;
        if (Write(_descriptor, &one, sizeof(ulong)) != sizeof(ulong))
            throw new Win32Exception(Marshal.GetLastSystemError());
    }

    public override void Pass()
    {
        ulong opened;
        while (Read(_descriptor, &opened, sizeof(ulong)) != sizeof(ulong))
        {
            if (Marshal.GetLastSystemError() is not Interrupted and var error)
                throw new Win32Exception(error);
        }
    }

    public override void Dispose()
    {
        if (_descriptor >= 0)
            _ = Close(_descriptor);
        _descriptor = -1;
    }

    [LibraryImport("libc", EntryPoint = "eventfd")]
    private static partial int CreateDescriptor(uint value, int flags);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int descriptor, void* bytes, nint count);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int descriptor, void* bytes, nint count);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
