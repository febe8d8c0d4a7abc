using VirtualBoard.Boards;

namespace VirtualBoard.Gpio;

/// <summary>The pins of a chip. Firmware sets modes and writes; the bench reads levels and drives what is wired to the pins.</summary>
/// <remarks>A reset makes every pin high-impedance again; what the bench drives stays.</remarks>
public sealed class GpioPort
{
    private readonly ChipFacts _chip;
    private readonly Pin?[] _pins;

    internal GpioPort(string chip)
    {
        _chip = ChipFacts.All.First(c => c.Name == chip);
        _pins = new Pin?[_chip.PinCount];
    }

    /// <summary>Raised, with the baton, when the level at a pin changes: number and new level. Handlers must not block.</summary>
    public event Action<int, bool>? LevelChanged;

    /// <summary>Count of pin numbers; not every number has a pin.</summary>
    public int Count => _chip.PinCount;

    private bool IsClassic => _chip.Name == "esp32";

    /// <summary>Whether the chip has a pin of that number.</summary>
    /// <param name="pin">GPIO number.</param>
    public bool Exists(int pin) => pin >= 0 && pin < Count && !(IsClassic && (pin is 20 or 24 or (>= 28 and <= 31)));

    /// <summary>Whether the pin can take a mode. On an ESP32 34 to 39 are inputs without pulls, and 6 to 11 belong to the flash.</summary>
    /// <param name="pin">GPIO number.</param>
    /// <param name="mode">Mode.</param>
    public bool Supports(int pin, GpioMode mode) =>
        Exists(pin) && !(IsClassic && pin is >= 6 and <= 11) && (pin < _chip.FirstInputOnlyPin || mode is GpioMode.Disabled or GpioMode.Input);

    /// <summary>The mode of a pin.</summary>
    /// <param name="pin">GPIO number.</param>
    public GpioMode ModeOf(int pin) => At(pin).Mode;

    /// <summary>The level at a pin; an undriven pin without pull reads low.</summary>
    /// <param name="pin">GPIO number.</param>
    public bool Read(int pin) => At(pin).Level;

    /// <summary>What the bench connects to a pin: a level, as a button or a wire does, or nothing.</summary>
    /// <param name="pin">GPIO number.</param>
    /// <param name="level">High or low; null disconnects. A push-pull output wins over it.</param>
    public void Drive(int pin, bool? level) => Change(pin, p => p.Outside = level);

    /// <summary>Sets the mode, as firmware does.</summary>
    /// <param name="pin">GPIO number.</param>
    /// <param name="mode">A mode that the pin supports.</param>
    /// <exception cref="ArgumentException">The pin cannot take that mode.</exception>
    public void Configure(int pin, GpioMode mode)
    {
        if (!Supports(pin, mode))
            throw new ArgumentException($"GPIO{pin} cannot be {mode}.", nameof(mode));
        BoardThread.Current?.Settle();
        Change(pin, p => p.Mode = mode);
    }

    /// <summary>Sets the output latch, as firmware does; it shows at the pin while that is an output.</summary>
    /// <param name="pin">GPIO number.</param>
    /// <param name="level">High or low.</param>
    public void Write(int pin, bool level)
    {
        BoardThread.Current?.Settle();
        Change(pin, p => p.Latch = level);
    }

    internal void LosePower()
    {
        for (var pin = 0; pin < Count; pin++)
        {
            if (_pins[pin] is { } used && (used.Mode != GpioMode.Disabled || used.Latch))
                Change(pin, static p => (p.Mode, p.Latch) = (GpioMode.Disabled, false));
        }
    }

    private void Change(int number, Action<Pin> change)
    {
        var pin = At(number);
        var before = pin.Level;
        change(pin);
        if (pin.Level != before)
            LevelChanged?.Invoke(number, pin.Level);
    }

    private Pin At(int pin) =>
        Exists(pin) ? _pins[pin] ??= new Pin() : throw new ArgumentOutOfRangeException(nameof(pin), pin, "The chip has no such pin.");

    private sealed class Pin
    {
        public GpioMode Mode { get; set; }

        public bool Latch { get; set; }

        public bool? Outside { get; set; }

        public bool Level => Mode switch
        {
            GpioMode.Output => Latch,
            GpioMode.OutputOpenDrain => Latch && (Outside ?? false),
            GpioMode.OutputOpenDrainPullUp => Latch && (Outside ?? true),
            GpioMode.InputPullUp => Outside ?? true,
            _ => Outside ?? false,
        };
    }
}
