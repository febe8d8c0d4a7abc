using VirtualBoard.NanoApi;

namespace System.Diagnostics;

/// <summary>Stands in for nanoFramework's debugger, which a virtual board never has attached.</summary>
public static class Debugger
{
    /// <summary>False.</summary>
    public static bool IsAttached => false;

    /// <summary>Does nothing, as on a device without a debugger.</summary>
    public static void Break() => Machine.Enter();
}
