using System.ComponentModel;
using System.Runtime.InteropServices;

namespace AgentEmulator.Tests.HardwareTesting;

/// <summary>Both ends of a serial line on this computer: the program opens <see cref="Name"/>, the test plays the board.</summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    private const int ReadWrite = 2;

    private int _board;

    public PseudoTerminal()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pseudo-terminals that are serial ports.");
        // O_NOCTTY: a test program must not get a controlling terminal by this.
        _board = Check(OpenTerminal(ReadWrite | (OperatingSystem.IsMacOS() ? 0x20000 : 0x100)));
        Check(Grant(_board));
        Check(Unlock(_board));
        Name = Marshal.PtrToStringUTF8(NameOf(_board)) ?? throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>Gets the name of the port.</summary>
    public string Name { get; }

    public void Send(string text) => Send(Launcher.Bytes(text));

    /// <summary>Sends; waits when the line is full and nobody reads.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = bytes[(int)Check(Write(_board, bytes, bytes.Length))..];
    }

    /// <summary>The board is unplugged.</summary>
    public void Vanish()
    {
        if (_board >= 0)
            Check(Close(_board));
        _board = -1;
    }

    public void Dispose() => Vanish();

    private static T Check<T>(T result)
        where T : IComparable<T>
    {
        return result.CompareTo(default!) >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    private static partial int OpenTerminal(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    private static partial int Grant(int terminal);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    private static partial int Unlock(int terminal);

    [LibraryImport("libc", EntryPoint = "ptsname", SetLastError = true)]
    private static partial nint NameOf(int terminal);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int terminal, ReadOnlySpan<byte> bytes, nint count);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int terminal);
}
