using System.Diagnostics;
using AgentEmulator.Events;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;
using OpenTelemetry.Trace;

namespace AgentEmulator.Rack.Tracing;

/// <summary>
/// Makes a trace of each cycle of a soak run in this process. Spans lie on the rack's time, put where the wall clock was when the cycle began: in a
/// simulated run they are as long as they are for the board, not for the computer.
/// </summary>
internal sealed class SoakTraces : IRackObserver, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (int Cycle, DateTimeOffset Begun, TimeSpan RackTime, ActivationTrace Trace)> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Board, int Cycle), List<(TimeSpan RackTime, FactoryEvent Fact)>> _early = [];
    private readonly ActivitySource _source = new(ActivationTrace.SourceName);
    private readonly TracerProvider? _provider;

    public SoakTraces(TracerProvider? provider = null) => _provider = provider;

    /// <summary>The source whose spans are this object's.</summary>
    public ActivitySource Source => _source;

    /// <summary>Sends traces to a collector.</summary>
    /// <param name="collector">Base address of its OTLP/HTTP endpoint.</param>
    public static SoakTraces Export(Uri collector) => new(RackTracing.Exporter(collector));

    public void OnEvent(RackEvent rackEvent, RunState state)
    {
        if (rackEvent is not { Board: { } board, Cycle: { } cycle })
            return;
        lock (_gate)
            Apply(rackEvent, board, cycle, state.Run);
    }

    public void OnFact(string board, int cycle, TimeSpan rackTime, FactoryEvent fact)
    {
        lock (_gate)
        {
            if (_open.TryGetValue(board, out var open) && open.Cycle == cycle)
                open.Trace.Fact(fact, open.Begun + (rackTime - open.RackTime));
            else
                // A simulated cycle's events are journaled when it has ended, after its facts.
                (_early.TryGetValue((board, cycle), out var early) ? early : _early[(board, cycle)] = []).Add((rackTime, fact));
        }
    }

    public void Dispose()
    {
        _provider?.ForceFlush(5000);
        _provider?.Dispose();
        _source.Dispose();
    }

    private void Apply(RackEvent e, string board, int cycle, string run)
    {
        switch (e.Data)
        {
            case CycleBegun begun:
                Begin(e, board, cycle, run, begun);
                break;
            case StepReached step when _open.TryGetValue(board, out var open):
                open.Trace.Step(step.Step, open.Begun + TimeSpan.FromMilliseconds(step.BoardMs), step.Detail);
                break;
            case CycleEnded end when _open.Remove(board, out var open):
                open.Trace.Tags["device.mac"] = end.Mac;
                open.Trace.Tags["agent.url"] = end.AgentUrl;
                var at = open.Begun + TimeSpan.FromMilliseconds(end.BoardMs);
                open.Trace.End(_source, at, end.Outcome == CycleOutcome.Passed ? null : end.Reason ?? end.Outcome);
                break;
        }
    }

    private void Begin(RackEvent e, string board, int cycle, string run, CycleBegun begun)
    {
        var trace = new ActivationTrace(e.At);
        trace.Tags["run"] = run;
        trace.Tags["board"] = board;
        trace.Tags["cycle"] = cycle;
        trace.Tags["seed"] = begun.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (begun.Faults.Count > 0)
            trace.Tags["faults"] = string.Join(' ', begun.Faults);
        _open[board] = (cycle, e.At, e.RackTime, trace);
        if (!_early.Remove((board, cycle), out var early))
            return;
        foreach (var (rackTime, fact) in early)
            trace.Fact(fact, e.At + (rackTime - e.RackTime));
    }
}
