using VirtualBoard.NanoApi;

namespace nanoFramework.Runtime.Native;

/// <summary>Stands in for nanoFramework's facts on the running system. OEM, model and SKU are the numbers of an image that nobody has given its own.</summary>
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

    public static byte OEM => 255;

    public static byte Model => 0;

    public static ushort SKU => 65535;

    /// <summary>Name of the firmware image that the real board takes, such as "ESP32_REV3".</summary>
    public static string TargetName => Machine.Enter().Board.Definition.NanoFrameworkTarget;

    /// <summary>"ESP32", whatever the chip of that family.</summary>
    public static string Platform => "ESP32";

    /// <summary>Double precision in software: the chips compute single precision at most.</summary>
    public static FloatingPoint FloatingPointSupport => FloatingPoint.DoublePrecisionSoftware;
}
