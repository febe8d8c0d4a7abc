using System.Diagnostics;
using AgentEmulator.Events;

namespace AgentEmulator.Rack.Tracing;

/// <summary>
/// One activation on its way to become one trace: a root span, under it a span for each step of the device, and spans of the agents: fetching the
/// token and waiting for its claim. Facts of the services are events of the root. Not for several threads at once.
/// </summary>
internal sealed class ActivationTrace
{
    /// <summary>Name of the source of all spans.</summary>
    public const string SourceName = "AgentEmulator.Activation";

    private readonly List<Span> _spans = [];
    private readonly List<ActivityEvent> _facts = [];
    private readonly Dictionary<string, DateTimeOffset> _open = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _begun;
    private DateTimeOffset _last;

    /// <param name="begun">When it began.</param>
    public ActivationTrace(DateTimeOffset begun) => _begun = _last = begun;

    /// <summary>What is known of it: board, device id, plan and so on.</summary>
    public ActivityTagsCollection Tags { get; } = [];

    /// <summary>The device reached a step: a span since the step before it.</summary>
    public void Step(string name, DateTimeOffset at, string detail)
    {
        _spans.Add(new Span(name, "device", _last, Max(_last, at), detail, Failed: false));
        _last = Max(_last, at);
    }

    /// <summary>The services acknowledged a fact.</summary>
    public void Fact(FactoryEvent fact, DateTimeOffset at)
    {
        _facts.Add(new ActivityEvent(fact.Name, at, [.. fact.Details.Select(d => KeyValuePair.Create(d.Name, (object?)d.Value))]));
        if (fact.DeviceId is { } device)
            Tags["device.id"] = device;
        if (fact["plan"] is { Length: > 0 } plan)
            Tags["plan.id"] = plan;
        switch (fact.Name)
        {
            case FactoryEventNames.DeviceMessage when fact["name"] == "ready.for.token":
                _open["fetch token"] = at;
                break;
            case FactoryEventNames.TokenRelayed or FactoryEventNames.TokenNotAvailable:
                Close("fetch token", "dut agent", at, fact["reason"] ?? $"attempts {fact["attempts"]}", fact.Name == FactoryEventNames.TokenNotAvailable);
                break;
            case FactoryEventNames.ClaimStarted:
                _open["wait for claim"] = at;
                break;
            case FactoryEventNames.ClaimConfirmed or FactoryEventNames.ClaimTimeout or FactoryEventNames.ClaimCancelled:
                Close("wait for claim", "fixture agent", at, $"polls {fact["polls"]}", fact.Name != FactoryEventNames.ClaimConfirmed);
                break;
        }
    }

    /// <summary>It is over: hands the trace to whoever listens to the source.</summary>
    /// <param name="source">The source of spans.</param>
    /// <param name="at">When it ended.</param>
    /// <param name="failure">Why it failed, a stable word; null when it did not.</param>
    public void End(ActivitySource source, DateTimeOffset at, string? failure)
    {
        foreach (var (name, since) in _open.ToList())
            Close(name, name == "fetch token" ? "dut agent" : "fixture agent", at, "not ended", failed: true, since);
        // A root of its own, whatever request or command happens to be traced around it.
        var around = Activity.Current;
        Activity.Current = null;
        try
        {
            using var root = source.StartActivity("activation", ActivityKind.Internal, default(ActivityContext), Tags, null, _begun);
            if (root is null)
                return;
            foreach (var fact in _facts)
                root.AddEvent(fact);
            foreach (var span in _spans.OrderBy(s => s.From))
                Write(source, root, span);
            root.SetStatus(failure is null ? ActivityStatusCode.Ok : ActivityStatusCode.Error, failure);
            root.SetTag("outcome", failure is null ? "activated" : "failed");
            root.SetEndTime(Max(_begun, at).UtcDateTime);
        }
        finally
        {
            Activity.Current = around;
        }
    }

    private static void Write(ActivitySource source, Activity root, Span span)
    {
        using var activity = source.StartActivity(span.Name, ActivityKind.Internal, root.Context, [new("side", span.Side)], null, span.From);
        if (activity is null)
            return;
        if (span.Detail.Length > 0)
            activity.SetTag("detail", span.Detail);
        if (span.Failed)
            activity.SetStatus(ActivityStatusCode.Error, span.Detail);
        activity.SetEndTime(span.To.UtcDateTime);
    }

    private void Close(string name, string side, DateTimeOffset at, string detail, bool failed, DateTimeOffset? since = null)
    {
        if (!_open.Remove(name, out var from) && since is null)
            return;
        _spans.Add(new Span(name, side, from, Max(from, at), detail, failed));
    }

    private static DateTimeOffset Max(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;

    private sealed record Span(string Name, string Side, DateTimeOffset From, DateTimeOffset To, string Detail, bool Failed);
}
