using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AgentEmulator.Tests.Support;

/// <summary>Both ends of a serial line on this computer: the program opens <see cref="Name"/>, the test plays the board.</summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    // Opened by .NET and not by posix_openpt: a child process would inherit that one, and a board that it holds cannot be unplugged.
    private readonly FileStream _board;

    public PseudoTerminal()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pseudo-terminals that are serial ports.");
        _board = new FileStream("/dev/ptmx", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        Check(Grant(_board.SafeFileHandle));
        Check(Unlock(_board.SafeFileHandle));
        Name = Marshal.PtrToStringUTF8(NameOf(_board.SafeFileHandle)) ?? throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>Gets the name of the port.</summary>
    public string Name { get; }

    public void Send(string text) => Send(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Sends; waits when the line is full and nobody reads.</summary>
    public void Send(ReadOnlySpan<byte> bytes) => _board.Write(bytes);

    /// <summary>The board is unplugged.</summary>
    public void Vanish() => _board.Dispose();

    public void Dispose() => Vanish();

    private static void Check(int result)
    {
        if (result != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    private static partial int Grant(SafeFileHandle terminal);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    private static partial int Unlock(SafeFileHandle terminal);

    [LibraryImport("libc", EntryPoint = "ptsname", SetLastError = true)]
    private static partial nint NameOf(SafeFileHandle terminal);
}
