using System.Threading;

namespace ImpDevice.Diagnostics;

/// <summary>
/// Shows the device's state on a one-colour LED. Patterns, in milliseconds on/off:
/// not provisioned = three short flashes, 1.4 s dark; unconfigured = 500/500; connecting = one long (1000), three short (200); no address =
/// one long, two short; name not resolved = one long, one short; no gateway = two long; connected = 60/1940; blessed = on;
/// failed = 100/100; activation refused = two of 300, 1.5 s dark.
/// </summary>
/// <remarks>
/// As on an imp it goes dark a minute after power-on (see <see cref="Imp.EnableBlinkUp"/>), but for the verdicts that an operator waits
/// for: not provisioned, blessed, failed, activation refused. Never blocks: a system timer switches the pin. Without an LED it does
/// nothing. Any thread may call it.
/// </remarks>
public sealed class StatusLed
{
    private const int LightMs = 60000;

    private readonly object _gate = new object();
    private readonly ILedPin _pin;
    private readonly Timer _timer;

    // Held here, because a timer that nobody holds is collected.
    private readonly Timer _curfew;
    private bool _dark;
    private int[] _pattern = new int[0];
    private int _step;

    internal StatusLed(ILedPin pin)
    {
        _pin = pin;
        if (pin == null) return;
        _timer = new Timer(Step, null, Timeout.Infinite, Timeout.Infinite);
        _curfew = new Timer(Darken, null, LightMs, Timeout.Infinite);
    }

    /// <summary>State shown last.</summary>
    public LedState State { get; private set; }

    /// <summary>The LED of a board.</summary>
    /// <param name="pin">GPIO number, or -1 for a board without one.</param>
    /// <param name="activeLow">True when it lights at low level.</param>
    /// <returns>The LED, dark.</returns>
    public static StatusLed OnPin(int pin, bool activeLow)
    {
        return new StatusLed(pin < 0 ? null : new GpioLedPin(pin, activeLow));
    }

    /// <summary>Starts the pattern of a state from its beginning; showing the same state again changes nothing.</summary>
    /// <param name="state">What to show.</param>
    public void Show(LedState state)
    {
        lock (_gate)
        {
            if (state == State) return;
            State = state;
            Restart();
        }
    }

    /// <summary>Lets it show patterns beyond the first minute, or not.</summary>
    /// <param name="lit">True: for good. False: dark now, but for verdicts.</param>
    public void KeepLit(bool lit)
    {
        lock (_gate)
        {
            if (_pin == null) return;
            _curfew.Change(Timeout.Infinite, Timeout.Infinite);
            _dark = !lit;
            Restart();
        }
    }

    private static bool IsVerdict(LedState state)
    {
        return state == LedState.NotProvisioned || state == LedState.Blessed || state == LedState.Failed || state == LedState.ActivationRefused;
    }

    private void Darken(object unused)
    {
        lock (_gate)
        {
            _dark = true;
            if (!IsVerdict(State)) Restart();
        }
    }

    private void Restart()
    {
        if (_pin == null) return;
        _pattern = LedPattern.Of(_dark && !IsVerdict(State) ? LedState.Off : State);
        _step = 0;
        Advance();
    }

    private void Step(object unused)
    {
        lock (_gate) Advance();
    }

    private void Advance()
    {
        _pin.Write(_pattern.Length > 0 && _step % 2 == 0);
        bool steady = _pattern.Length < 2;
        int nextMs = steady ? Timeout.Infinite : _pattern[_step];
        _step = steady ? 0 : (_step + 1) % _pattern.Length;
        _timer.Change(nextMs, Timeout.Infinite);
    }
}
