using nanoFramework.Runtime.Events;

namespace System.Device.Gpio;

public delegate void PinValueChangedEventHandler(object sender, PinValueChangedEventArgs e);

public delegate void PinChangeEventHandler(object sender, PinValueChangedEventArgs pinValueChangedEventArgs);

/// <summary>Stands in for nanoFramework's news of an edge at a pin; the same on hardware.</summary>
public class PinValueChangedEventArgs : BaseEvent
{
    public PinValueChangedEventArgs(PinEventTypes changeType, int pinNumber) => (ChangeType, PinNumber) = (changeType, pinNumber);

    public PinEventTypes ChangeType { get; }

    public int PinNumber { get; }
}
