namespace System.Device.Gpio;

/// <summary>Stands in for nanoFramework's outcome of a wait for a pin; the same on hardware.</summary>
public struct WaitForEventResult
{
    public PinEventTypes EventTypes;
    public bool TimedOut;
}
