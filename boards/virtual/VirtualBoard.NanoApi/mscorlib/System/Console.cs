using VirtualBoard.NanoApi;

namespace System;

/// <summary>Stands in for nanoFramework's console, which on the device is the debug channel: prints on the board's serial console.</summary>
public static class Console
{
    public static void Write(string? value) => Machine.Act().Board.Console.Write(value ?? string.Empty);

    public static void WriteLine() => WriteLine(string.Empty);

    public static void WriteLine(string? value) => Machine.Act().Board.Console.WriteLine(value ?? string.Empty);
}
