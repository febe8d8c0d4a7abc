using VirtualBoard.NanoApi;

namespace nanoFramework.Runtime.Native;

/// <summary>Stands in for nanoFramework's facts on the running system. OEM, model and SKU numbers are absent: a virtual board has none.</summary>
public static class SystemInfo
{
    public enum FloatingPoint
    {
        None = 0,
        SinglePrecisionSoftware = 1,
        SinglePrecisionHardware = 2,
        DoublePrecisionSoftware = 3,
        DoublePrecisionHardware = 4,
    }

    /// <summary>The version of the core library that the board behaves like.</summary>
    public static Version Version => new(1, 17, 11, 0);

    public static string OEMString => $"nanoCLR of a virtual {Machine.Enter().Board.Definition.Title}";

    /// <summary>Name of the firmware image that the real board takes, such as "ESP32_REV3".</summary>
    public static string TargetName => Machine.Enter().Board.Definition.NanoFrameworkTarget;

    /// <summary>"ESP32", whatever the chip of that family.</summary>
    public static string Platform => "ESP32";

    /// <summary>Double precision in software: the chips compute single precision at most.</summary>
    public static FloatingPoint FloatingPointSupport => FloatingPoint.DoublePrecisionSoftware;
}
