namespace System.Device.Gpio;

/// <summary>Stands in for nanoFramework's pin number and level; the same on hardware.</summary>
public readonly struct PinValuePair
{
    public PinValuePair(int pinNumber, PinValue pinValue) => (PinNumber, PinValue) = (pinNumber, pinValue);

    public int PinNumber { get; }

    public PinValue PinValue { get; }

    public void Deconstruct(out int pinNumber, out PinValue pinValue) => (pinNumber, pinValue) = (PinNumber, PinValue);
}
