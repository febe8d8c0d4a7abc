namespace System.Device.Gpio;

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum GpioPulsePolarity
{
    Both = 0,
    Falling = 1,
    Rising = 2,
}
