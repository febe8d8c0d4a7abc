using System.Diagnostics;
using AgentEmulator.Events;
using OpenTelemetry.Trace;

namespace AgentEmulator.Rack.Tracing;

/// <summary>Makes a trace of each activation that the factory's services see, by what they acknowledge; the boards may be anywhere.</summary>
internal sealed class FactoryTraces : IFactoryObserver, IDisposable
{
    /// <summary>Activations under way at a time; the oldest are given up beyond it.</summary>
    private const int MostOpen = 1000;

    private readonly Lock _gate = new();
    private readonly OrderedDictionary<string, ActivationTrace> _open = new(StringComparer.Ordinal);
    private readonly ActivitySource _source = new(ActivationTrace.SourceName);
    private readonly TracerProvider? _provider;

    public FactoryTraces(TracerProvider? provider = null) => _provider = provider;

    /// <summary>For tests: the source whose spans are this object's.</summary>
    public ActivitySource Source => _source;

    /// <summary>Sends traces to a collector.</summary>
    /// <param name="collector">Base address of its OTLP/HTTP endpoint.</param>
    public static FactoryTraces Export(Uri collector) => new(RackTracing.Exporter(collector));

    public void Observe(FactoryEvent factoryEvent)
    {
        if (factoryEvent.DeviceId is not { } device)
            return;
        lock (_gate)
            Observe(device, factoryEvent);
    }

    public void Dispose()
    {
        _provider?.ForceFlush(5000);
        _provider?.Dispose();
        _source.Dispose();
    }

    private void Observe(string device, FactoryEvent fact)
    {
        var begins = fact.Name == FactoryEventNames.DeviceConnected && fact["program"] == "factory";
        if (begins && _open.Remove(device, out var unfinished))
            unfinished.End(_source, fact.At, "started-over");
        if (!_open.TryGetValue(device, out var trace))
        {
            if (!begins)
                return;
            trace = new ActivationTrace(fact.At);
            trace.Tags["board"] = fact["board"];
            _open.Add(device, trace);
            if (_open.Count > MostOpen)
            {
                _open.GetAt(0).Value.End(_source, fact.At, "given-up");
                _open.RemoveAt(0);
            }
        }

        trace.Fact(fact, fact.At);
        if (StepOf(fact) is { } step)
            trace.Step(step, fact.At, "");
        if (!Ends(fact, out var failure))
            return;
        _open.Remove(device);
        trace.End(_source, fact.At, failure);
    }

    private static string? StepOf(FactoryEvent fact) => fact.Name switch
    {
        FactoryEventNames.DeviceConnected => $"connect, {fact["program"]} program",
        FactoryEventNames.TestResult => "tests",
        FactoryEventNames.DeviceMessage when fact["name"] == "ready.for.token" => "ready",
        FactoryEventNames.DeviceBlessed => "bless",
        FactoryEventNames.ActivationReported => "store and report",
        FactoryEventNames.DeviceActivated => "activate",
        _ => null,
    };

    private static bool Ends(FactoryEvent fact, out string? failure)
    {
        failure = fact.Name switch
        {
            FactoryEventNames.ClaimTimeout => "claim-timeout",
            FactoryEventNames.ClaimCancelled => fact["reason"] ?? "claim-cancelled",
            FactoryEventNames.ActivationRefused => fact["reason"] ?? "activation-refused",
            _ => null,
        };
        return failure is not null || fact.Name == FactoryEventNames.ClaimConfirmed;
    }
}
