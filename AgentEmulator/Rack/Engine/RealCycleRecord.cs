using AgentEmulator.Events;
using AgentEmulator.Flashing;
using AgentEmulator.Rack.Journal;

namespace AgentEmulator.Rack.Engine;

/// <summary>Passes on what happens in one cycle of a real board, with the time since it began, and counts its heartbeats.</summary>
/// <remarks>Flasher, console and services speak on threads of their own; the listener hears one call at a time.</remarks>
internal sealed class RealCycleRecord(ICycleListener listener, int wantedHeartbeats, TimeProvider time) : IFlashView
{
    private readonly Lock _gate = new();
    private readonly long _began = time.GetTimestamp();
    private readonly HeartbeatLog _heartbeats = new();
    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TimeSpan Elapsed => time.GetElapsedTime(_began);

    /// <summary>Ends with the last heartbeat that is waited for.</summary>
    public Task EnoughHeartbeats => _enough.Task;

    public HeartbeatFigures? Heartbeats
    {
        get
        {
            lock (_gate)
                return _heartbeats.Figures();
        }
    }

    public void Reached(string step, string detail)
    {
        lock (_gate)
            listener.Step(Elapsed, step, detail);
    }

    public void Printed(string line)
    {
        lock (_gate)
            listener.Printed(Elapsed, line);
    }

    public void Acknowledged(FactoryEvent fact)
    {
        lock (_gate)
        {
            var at = Elapsed;
            listener.Fact(at, fact);
            _heartbeats.Add(at, fact);
            if (_heartbeats.Count >= wantedHeartbeats)
                _enough.TrySetResult();
        }
    }

    // What the flasher says goes to the cycle's console.
    void IFlashView.Step(string name, string command) => Printed($"flasher: {name}");

    void IFlashView.Progress(double fraction)
    {
    }

    void IFlashView.Done(string name, string detail)
    {
        Printed($"flasher: {name} done {detail}");
        if (name == FlashSteps.Files)
            Reached(CycleSteps.FactoryReset, "the board is provisioned as new");
    }

    void IFlashView.Said(string line) => Printed($"flasher: {line}");

    void IFlashView.Note(string text) => Printed($"flasher: {text}");
}
