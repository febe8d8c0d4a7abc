using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;
using AgentEmulator.Rack.Watching;

namespace AgentEmulator.Rack.Web;

/// <summary>
/// Metrics of the latest run. Totals come from its journal, so they are those of the whole run, whenever the process that serves them was started.
/// </summary>
internal sealed class RackMetrics : IDisposable
{
    public const string MeterName = "AgentEmulator.Rack";

    private readonly Meter _meter = new(MeterName);
    private readonly Histogram<double> _activation;
    private readonly ConcurrentDictionary<string, long> _observed = new(StringComparer.Ordinal);

    public RackMetrics() => _activation = _meter.CreateHistogram(
        "nf_rack_activation_time", "s", "Board time from first power to the claim.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [5, 10, 12.5, 15, 17.5, 20, 25, 30, 45, 60, 90, 120, 300, 600] });

    /// <summary>Reports what a watch has followed.</summary>
    public void Watch(RackWatch watch)
    {
        _meter.CreateObservableCounter(
            "nf_rack_cycles", () => PerBoard(watch, (state, b) =>
            [
                Of<long>(b.Passed, state, b, "outcome", "passed"), Of<long>(b.Failed, state, b, "outcome", "failed"),
            ]),
            description: "Cycles that count.");
        _meter.CreateObservableCounter(
            "nf_rack_failures", () => PerBoard(watch, (state, b) => b.Reasons.Select(r => Of<long>(r.Value, state, b, "reason", r.Key))),
            description: "Failed cycles by reason.");
        _meter.CreateObservableGauge(
            "nf_rack_board_state", () => PerBoard(watch, (state, b) => Enum.GetValues<BoardStatus>()
                .Select(s => Of<long>(b.Status == s ? 1 : 0, state, b, "state", RunSummary.Word(s)))),
            description: "1 for the state that the board is in, 0 for the others.");
        _meter.CreateObservableGauge(
            "nf_rack_board_consecutive_failures", () => PerBoard(watch, (state, b) => [Of<long>(b.ConsecutiveFailures, state, b)]),
            description: "Failed cycles since the last that passed.");
        _meter.CreateObservableGauge(
            "nf_rack_board_free_heap", () => PerBoard(watch, (state, b) => b.Heartbeats?.LastFreeHeap is { } heap ? [Of<long>(heap, state, b)] : []),
            "By", "Free heap at the last heartbeat.");
        _meter.CreateObservableGauge(
            "nf_rack_board_signal", () => PerBoard(watch, (state, b) => b.Heartbeats?.Rssi is { } rssi ? [Of<long>(rssi, state, b)] : []),
            "dBm", "Signal at the last heartbeat.");
        _meter.CreateObservableGauge(
            "nf_rack_board_worst_sector_erases", () => PerBoard(watch, (state, b) => b.Flash is { } flash ? [Of<long>(flash.WorstSectorErases, state, b)] : []),
            description: "Erases of the flash sector that was erased most often since the board was new.");
        _meter.CreateObservableGauge(
            "nf_rack_quarantined", () => Latest(watch) is { } state ? [new Measurement<long>(state.Quarantined, Run(state))] : Array.Empty<Measurement<long>>(),
            description: "Boards in quarantine.");
        _meter.CreateObservableGauge(
            "nf_rack_last_event", () => Latest(watch) is { } state ? [new Measurement<double>(state.LastAt.ToUnixTimeMilliseconds() / 1000.0, Run(state))] : Array.Empty<Measurement<double>>(),
            "s", "When the last event was journaled, in seconds since 1970.");
        _meter.CreateObservableGauge(
            "nf_rack_time", () => Latest(watch) is { } state ? [new Measurement<double>(state.RackTime.TotalSeconds, Run(state))] : Array.Empty<Measurement<double>>(),
            "s", "Rack time since the run began.");
    }

    /// <summary>Counts an activation time, once however often the run is read.</summary>
    public void Observe(string run, RackEvent e)
    {
        var seen = _observed.GetOrAdd(run, 0);
        if (e.Sequence <= seen)
            return;
        _observed[run] = e.Sequence;
        if (e.Data is CycleEnded { ActivationMs: { } ms, Outcome: not CycleOutcome.Abandoned })
            _activation.Record(ms / 1000.0, new KeyValuePair<string, object?>("run", run));
    }

    public void Dispose() => _meter.Dispose();

    private static RunState? Latest(RackWatch watch) => watch.Follow(watch.Latest) is { State: { Begun: not null } state } ? state : null;

    private static IEnumerable<Measurement<long>> PerBoard(RackWatch watch, Func<RunState, BoardState, IEnumerable<Measurement<long>>> of) =>
        Latest(watch) is { } state ? state.Boards.SelectMany(b => of(state, b)) : [];

    private static KeyValuePair<string, object?> Run(RunState state) => new("run", state.Run);

    private static Measurement<T> Of<T>(T value, RunState state, BoardState board, string? tag = null, string? word = null)
        where T : struct => tag is null
            ? new(value, Run(state), new("board", board.Name))
            : new(value, Run(state), new("board", board.Name), new(tag, word));
}
