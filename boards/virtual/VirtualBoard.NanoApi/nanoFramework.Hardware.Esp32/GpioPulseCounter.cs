using VirtualBoard;
using VirtualBoard.NanoApi;

namespace System.Device.Gpio;

/// <summary>Stands in for nanoFramework's count of pulses and when it was read.</summary>
public struct GpioPulseCount
{
    public long Count;
    public TimeSpan RelativeTime;
}

/// <summary>Stands in for nanoFramework's pulse counter of an ESP32: counts edges at one pin, or the turns of an encoder at two.</summary>
/// <remarks>
/// With a second pin the count goes up when its level is high and down when it is low.
/// Differs from hardware: the filter is remembered and filters nothing, since edges on a virtual pin do not bounce.
/// </remarks>
public sealed class GpioPulseCounter : IDisposable
{
    private readonly Boot _boot;
    private readonly int _pinA;
    private readonly int _pinB;
    private long _count;
    private bool _isDisposed;

    public GpioPulseCounter(int pinNumberA, int pinNumberB = -1)
    {
        _boot = Machine.Enter();
        if (!_boot.Board.Gpio.Exists(pinNumberA) || (pinNumberB != -1 && !_boot.Board.Gpio.Exists(pinNumberB)))
            throw new ArgumentException();
        (_pinA, _pinB) = (pinNumberA, pinNumberB);
    }

    public bool IsStarted { get; private set; }

    public GpioPulsePolarity Polarity { get; set; }

    public ushort FilterPulses { get; set; }

    public GpioPulseCount Read()
    {
        Check();
        return new GpioPulseCount { Count = _count, RelativeTime = _boot.Uptime };
    }

    /// <summary>Reads, and begins at 0 again.</summary>
    public GpioPulseCount Reset()
    {
        var last = Read();
        _count = 0;
        return last;
    }

    public void Start()
    {
        Check();
        if (IsStarted)
            return;
        IsStarted = true;
        _boot.Board.Gpio.LevelChanged += OnLevel;
    }

    public void Stop()
    {
        Check();
        IsStarted = false;
        _boot.Board.Gpio.LevelChanged -= OnLevel;
    }

    public void Dispose()
    {
        if (_isDisposed)
            return;
        Stop();
        _isDisposed = true;
    }

    private void OnLevel(int pin, bool level)
    {
        if (!_boot.IsAlive)
        {
            _boot.Board.Gpio.LevelChanged -= OnLevel;
            return;
        }

        if (pin != _pinA || Polarity == (level ? GpioPulsePolarity.Falling : GpioPulsePolarity.Rising))
            return;
        _count += _pinB == -1 || _boot.Board.Gpio.Read(_pinB) ? 1 : -1;
    }

    private void Check()
    {
        Machine.Enter();
        if (_isDisposed)
            throw new ObjectDisposedException();
    }
}
