using VirtualBoard;
using VirtualBoard.Gpio;
using VirtualBoard.NanoApi;

namespace System.Device.Gpio;

/// <summary>Stands in for nanoFramework's pin, over the pins of the virtual board.</summary>
/// <remarks>As on hardware a handler runs on the event thread, after the edge; closing a pin leaves its mode and level as they are.</remarks>
public sealed class GpioPin : IDisposable
{
    private readonly GpioPins _pins;
    private PinMode _mode = PinMode.Input;
    private PinValueChangedEventHandler? _changed;
    private bool _disposed;

    internal GpioPin(GpioPins pins, int number)
    {
        (_pins, PinNumber) = (pins, number);
        LastTold = pins.Port.Read(number);
    }

    public event PinValueChangedEventHandler ValueChanged
    {
        add
        {
            Enter();
            LastTold = _pins.Port.Read(PinNumber);
            _changed += value;
        }

        remove
        {
            Enter();
            _changed -= value;
        }
    }

    /// <summary>How long a level must hold before it counts. Default zero: every edge counts.</summary>
    public TimeSpan DebounceTimeout { get; set; }

    public int PinNumber { get; }

    internal bool WantsEdges => _changed is not null;

    internal bool LastTold { get; set; }

    internal LabEvent? Settling { get; set; }

    public PinMode GetPinMode()
    {
        Enter();
        return _mode;
    }

    public bool IsPinModeSupported(PinMode pinMode)
    {
        Enter();
        return PinModes.IsSupported(_pins.Port, PinNumber, pinMode);
    }

    /// <exception cref="ArgumentException">The pin cannot take the mode.</exception>
    public void SetPinMode(PinMode value)
    {
        Enter();
        if (!PinModes.IsSupported(_pins.Port, PinNumber, value))
            throw new ArgumentException();
        _pins.Port.Configure(PinNumber, PinModes.ToMachine(value));
        _mode = value;
    }

    public PinValue Read()
    {
        Enter();
        return _pins.Port.Read(PinNumber);
    }

    /// <exception cref="InvalidOperationException">The pin is no output.</exception>
    public void Write(PinValue value)
    {
        Enter();
        if (_mode < PinMode.Output)
            throw new InvalidOperationException();
        _pins.Port.Write(PinNumber, (bool)value);
    }

    public void Toggle()
    {
        Enter();
        if (_mode >= PinMode.Output)
            _pins.Port.Write(PinNumber, !_pins.Port.Read(PinNumber));
    }

    public void Dispose()
    {
        Machine.Enter();
        if (_disposed)
            return;
        _disposed = true;
        _pins.Remove(this);
    }

    internal void OnEdge(PinValueChangedEventArgs edge) => _changed?.Invoke(this, edge);

    private void Enter()
    {
        Machine.Enter();
        ObjectDisposedException.ThrowIf(_disposed, this);
    }
}
