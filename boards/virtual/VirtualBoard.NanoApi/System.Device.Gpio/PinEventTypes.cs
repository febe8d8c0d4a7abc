namespace System.Device.Gpio;

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
[Flags]
public enum PinEventTypes
{
    None = 0,
    Rising = 1,
    Falling = 2,
}
