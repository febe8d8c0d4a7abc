namespace System.Diagnostics;

/// <summary>Stands in for nanoFramework's <c>Debug</c>: the same channel as <see cref="Console"/>.</summary>
/// <remarks>Firmware calls it in builds that define DEBUG only. A failed assertion asks for the debugger and says nothing, as on the device.</remarks>
public static class Debug
{
    public static void Assert(bool condition)
    {
        if (!condition)
            Debugger.Break();
    }

    public static void Assert(bool condition, string? message) => Assert(condition);

    public static void Assert(bool condition, string? message, string? detailedMessage) => Assert(condition);

    public static void Write(string? message) => Console.Write(message);

    public static void WriteLine() => Console.WriteLine();

    public static void WriteLine(string? message) => Console.WriteLine(message);
}
