using VirtualBoard.NanoApi;

namespace System;

/// <summary>Stands in for nanoFramework's environment.</summary>
public static class Environment
{
    /// <summary>Milliseconds since the boot began.</summary>
    public static long TickCount64 => Machine.Enter().Uptime.Ticks / TimeSpan.TicksPerMillisecond;
}
