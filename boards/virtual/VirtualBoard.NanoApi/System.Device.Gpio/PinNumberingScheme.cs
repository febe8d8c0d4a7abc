namespace System.Device.Gpio;

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum PinNumberingScheme
{
    Logical = 0,
    Board = 1,
}
