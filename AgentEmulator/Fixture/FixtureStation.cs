using System.Text.Json.Nodes;
using AgentEmulator.Agents;
using AgentEmulator.Events;

namespace AgentEmulator.Fixture;

/// <summary>What pressing the trigger did.</summary>
internal enum TriggerOutcome
{
    /// <summary>Factory BlinkUp has begun.</summary>
    Begun,

    /// <summary>Too soon after the last one: an operator who presses twice does not configure a board twice.</summary>
    HeldOff,

    /// <summary>No board lies at the fixture.</summary>
    NoBoard,
}

/// <summary>
/// The program of the BlinkUp fixture, an impFactory: a trigger (green button or footswitch) configures the next board, a hold-off keeps
/// it from being pressed twice, and the results that the fixture's agent sends are shown to the operator and handed on for the label.
/// Several boards can be on their way at once; each result belongs to its device ID, not to the order of arrival.
/// </summary>
/// <remarks>Not thread-safe: triggers, messages and timers come on one thread.</remarks>
internal sealed class FixtureStation
{
    /// <summary>A unit of which nothing is heard this long after BlinkUp has failed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, Unit> _units = new(StringComparer.Ordinal);
    private readonly IFactoryBlinkUp _blinkUp;
    private readonly TimeProvider _time;
    private readonly TimeSpan _holdOff;
    private DateTimeOffset _heldOffUntil = DateTimeOffset.MinValue;
    private int _count;

    /// <param name="blinkUp">Configures boards.</param>
    /// <param name="time">The fixture's clock.</param>
    /// <param name="holdOff">Time after a trigger in which the next one is ignored.</param>
    public FixtureStation(IFactoryBlinkUp blinkUp, TimeProvider time, TimeSpan holdOff)
    {
        _blinkUp = blinkUp;
        _time = time;
        _holdOff = holdOff;
    }

    private sealed record Unit(int Number, DateTimeOffset Begun, ITimer Limit);

    /// <summary>The screen has changed.</summary>
    public event Action<FixtureScreen>? Shown;

    /// <summary>A unit has passed or failed; once for each.</summary>
    public event Action<UnitResult>? UnitEnded;

    public FixtureScreen Screen { get; private set; } = FixtureScreen.Of("READY", "PRESS TRIGGER");

    /// <summary>Units whose result is not known yet.</summary>
    public int InProgress => _units.Count;

    /// <summary>Time until the trigger works again; zero when it does.</summary>
    public TimeSpan HoldOffLeft => _heldOffUntil > _time.GetUtcNow() ? _heldOffUntil - _time.GetUtcNow() : TimeSpan.Zero;

    /// <summary>The operator presses the button or the footswitch.</summary>
    public TriggerOutcome Trigger()
    {
        var now = _time.GetUtcNow();
        if (now < _heldOffUntil)
            return TriggerOutcome.HeldOff;
        if (_blinkUp.Begin() is not { } deviceId)
        {
            Show("NO BOARD", "LAY ONE DOWN", FixtureLight.Red);
            return TriggerOutcome.NoBoard;
        }

        _heldOffUntil = now + _holdOff;
        if (_units.Remove(deviceId, out var earlier))
            earlier.Limit.Dispose(); // The same board once more: its earlier pass is void.
        var limit = _time.CreateTimer(_ => End(deviceId, passed: false, null, "nothing was heard of it"), null, Patience, Timeout.InfiniteTimeSpan);
        _units.Add(deviceId, new Unit(++_count, now, limit));
        Show($"BLINKUP {_count}", deviceId, FixtureLight.Dark);
        return TriggerOutcome.Begun;
    }

    /// <summary>A message of the fixture's agent.</summary>
    public void Receive(string name, JsonNode? data)
    {
        if (name != "activation.result" || data.Text("device_id") is not { } deviceId)
            return;
        var result = data.Text("result");
        var passed = result == FactoryEventNames.ClaimConfirmed;
        End(deviceId, passed, data.Text("agent_url"), passed ? null : data.Text("message") ?? data.Text("reason") ?? result);
    }

    /// <summary>Somebody who sees more than the fixture knows that the unit failed, as a technician at the board's console does.</summary>
    public void Fail(string deviceId, string problem) => End(deviceId, passed: false, null, problem);

    private void End(string deviceId, bool passed, string? agentUrl, string? problem)
    {
        if (!_units.Remove(deviceId, out var unit))
            return;
        unit.Limit.Dispose();
        Show($"{(passed ? "PASS" : "FAIL")} {unit.Number}", passed ? deviceId : problem ?? deviceId, passed ? FixtureLight.Green : FixtureLight.Red);
        UnitEnded?.Invoke(new UnitResult(unit.Number, deviceId, passed, agentUrl, problem, _time.GetUtcNow() - unit.Begun));
    }

    private void Show(string top, string bottom, FixtureLight light)
    {
        Screen = FixtureScreen.Of(top, bottom, light);
        Shown?.Invoke(Screen);
    }
}
