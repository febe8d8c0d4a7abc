using System.ComponentModel;
using System.Runtime.InteropServices;

namespace VirtualBoard.Scheduling;

/// <summary>A semaphore of the C library: one system call to wait, one to wake, half of what .NET's own cost.</summary>
internal sealed unsafe partial class LinuxGate : Gate
{
    /// <summary>sizeof(sem_t) is 32 on 64-bit systems and less on others.</summary>
    private const int SemaphoreBytes = 64;

    private const int Interrupted = 4;

    private void* _semaphore;

    public LinuxGate()
    {
        _semaphore = NativeMemory.AllocZeroed(SemaphoreBytes);
        if (Initialize(_semaphore, 0, 0) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    public override void Open()
    {
        if (Post(_semaphore) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    public override void Pass()
    {
        while (Wait(_semaphore) != 0)
        {
            if (Marshal.GetLastPInvokeError() is not Interrupted and var error)
                throw new Win32Exception(error);
        }
    }

    public override void Dispose()
    {
        if (_semaphore is null)
            return;
        _ = Destroy(_semaphore);
        NativeMemory.Free(_semaphore);
        _semaphore = null;
    }

    [LibraryImport("libc", EntryPoint = "sem_init", SetLastError = true)]
    private static partial int Initialize(void* semaphore, int shared, uint value);

    [LibraryImport("libc", EntryPoint = "sem_post", SetLastError = true)]
    private static partial int Post(void* semaphore);

    [LibraryImport("libc", EntryPoint = "sem_wait", SetLastError = true)]
    private static partial int Wait(void* semaphore);

    [LibraryImport("libc", EntryPoint = "sem_destroy", SetLastError = true)]
    private static partial int Destroy(void* semaphore);
}
