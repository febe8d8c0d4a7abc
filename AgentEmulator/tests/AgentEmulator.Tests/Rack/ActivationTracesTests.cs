using System.Diagnostics;
using System.Text;
using AgentEmulator.Events;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;
using AgentEmulator.Rack.Tracing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AgentEmulator.Tests.Rack;

public sealed class ActivationTracesTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 18, 12, 0, 0, TimeSpan.Zero);

    private readonly List<Activity> _spans = [];
    private readonly ActivityListener _listener;
    private ActivitySource? _source;

    public ActivationTracesTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ActivationTrace.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (ReferenceEquals(span.Source, _source))
                    _spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public void A_cycle_of_a_soak_is_one_trace_with_spans_of_device_and_agents()
    {
        using var traces = new SoakTraces();
        _source = traces.Source;
        Play(traces, 0, new CycleBegun { Seed = 7, Faults = ["wrong-wifi"], Recheck = false });
        Play(traces, 1, new StepReached("provisioned", 1000, ""));
        Fact(traces, 2, FactoryEventNames.DeviceMessage, ("name", "ready.for.token"));
        Fact(traces, 3, FactoryEventNames.TokenRelayed, ("plan", "p1"), ("attempts", "1"));
        Play(traces, 4, new StepReached("blessed", 4000, ""));
        Fact(traces, 5, FactoryEventNames.ClaimStarted);
        Fact(traces, 9, FactoryEventNames.ClaimConfirmed, ("polls", "4"));
        Play(traces, 10, Ended(CycleOutcome.Passed, null));

        var root = Assert.Single(_spans, s => s.ParentSpanId == default);
        Assert.Equal(("activation", ActivityStatusCode.Ok, Noon.UtcDateTime, TimeSpan.FromSeconds(10)), (root.OperationName, root.Status, root.StartTimeUtc, root.Duration));
        Assert.Equal(("run", "a", "p1", "wrong-wifi"), (root.GetTagItem("run"), root.GetTagItem("board"), root.GetTagItem("plan.id"), root.GetTagItem("faults")));
        Assert.All(_spans, s => Assert.Equal(root.TraceId, s.TraceId));
        Assert.All(_spans.Where(s => s != root), s => Assert.Equal(root.SpanId, s.ParentSpanId));
        Assert.Equal(
            ["provisioned device 0-1", "blessed device 1-4", "fetch token dut agent 2-3", "wait for claim fixture agent 5-9"],
            _spans.Where(s => s != root).OrderBy(s => s.StartTimeUtc).Select(s =>
                $"{s.OperationName} {s.GetTagItem("side")} {(s.StartTimeUtc - Noon.UtcDateTime).TotalSeconds}-{(s.StartTimeUtc + s.Duration - Noon.UtcDateTime).TotalSeconds}"));
        Assert.Contains(root.Events, e => e.Name == FactoryEventNames.TokenRelayed);
    }

    [Fact]
    public void A_failed_cycle_says_why_and_what_was_not_ended()
    {
        using var traces = new SoakTraces();
        _source = traces.Source;
        Fact(traces, 1, FactoryEventNames.ClaimStarted); // Facts may be heard before the events of their cycle.
        Play(traces, 0, new CycleBegun { Seed = 7, Faults = [], Recheck = false });
        Play(traces, 10, Ended(CycleOutcome.Failed, "claim-timeout"));
        var root = Assert.Single(_spans, s => s.ParentSpanId == default);
        Assert.Equal((ActivityStatusCode.Error, "claim-timeout", "failed"), (root.Status, root.StatusDescription, root.GetTagItem("outcome")));
        Assert.Equal(ActivityStatusCode.Error, Assert.Single(_spans, s => s.OperationName == "wait for claim").Status);
    }

    [Fact]
    public void What_the_services_of_serve_see_of_a_board_is_one_trace_per_activation()
    {
        using var traces = new FactoryTraces();
        _source = traces.Source;
        foreach (var device in new[] { "d1", "d2" })
        {
            See(traces, device, 0, FactoryEventNames.DeviceConnected, ("program", "factory"), ("board", "esp32"));
            See(traces, device, 1, FactoryEventNames.DeviceMessage, ("name", "ready.for.token"));
            See(traces, device, 2, FactoryEventNames.TokenRelayed, ("plan", device), ("attempts", "2"));
        }

        See(traces, "d1", 3, FactoryEventNames.ClaimConfirmed, ("polls", "1"));
        See(traces, "d2", 4, FactoryEventNames.ActivationRefused, ("reason", "token-expired"));
        See(traces, "d3", 5, FactoryEventNames.Heartbeat);
        var roots = _spans.Where(s => s.ParentSpanId == default).ToList();
        Assert.Equal([("d1", null), ("d2", "token-expired")], roots.Select(r => ((string)r.GetTagItem("device.id")!, r.StatusDescription)));
        Assert.Equal(2, _spans.Count(s => s.OperationName == "fetch token" && (string?)s.GetTagItem("side") == "dut agent"));
    }

    [Fact]
    public async Task Traces_reach_a_collector()
    {
        var received = new TaskCompletionSource<(string Path, byte[] Body)>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            if (Encoding.UTF8.GetString(body.ToArray()).Contains("of-this-test", StringComparison.Ordinal))
                received.TrySetResult((context.Request.Path, body.ToArray()));
        });
        await collector.StartAsync(TestContext.Current.CancellationToken);
        using (var traces = SoakTraces.Export(new Uri(collector.Urls.First())))
        {
            Play(traces, 0, new CycleBegun { Seed = 7, Faults = ["of-this-test"], Recheck = false });
            Play(traces, 1, new StepReached("tests passed", 1000, ""));
            Play(traces, 2, Ended(CycleOutcome.Passed, null));
        }

        var (path, sent) = await received.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal("/v1/traces", path);
        foreach (var part in new[] { "activation", "tests passed", "AgentEmulator", "device" })
            Assert.Contains(part, Encoding.UTF8.GetString(sent), StringComparison.Ordinal);
    }

    private static void Play(SoakTraces traces, int second, RackEventData data) => traces.OnEvent(
        new RackEvent(1, Noon + TimeSpan.FromSeconds(second), TimeSpan.FromSeconds(100 + second), "a", 3, data),
        RunState.Empty.Apply(new RackEvent(1, Noon, TimeSpan.Zero, null, null, (RunBegun)RackEvents.Begun("a").Data)));

    private static void Fact(SoakTraces traces, int second, string name, params (string Name, string Value)[] details) =>
        traces.OnFact("a", 3, TimeSpan.FromSeconds(100 + second), Event("d1", second, name, details));

    private static void See(FactoryTraces traces, string device, int second, string name, params (string Name, string Value)[] details) =>
        traces.Observe(Event(device, second, name, details));

    private static FactoryEvent Event(string device, int second, string name, (string Name, string Value)[] details) =>
        new(name, device, Noon + TimeSpan.FromSeconds(second), [.. details.Select(d => new FactoryDetail(d.Name, d.Value))]);

    private static CycleEnded Ended(string outcome, string? reason) => new()
    {
        Outcome = outcome, Reason = reason, Seed = 7, Faults = [], Recheck = false, BoardMs = 10_000,
    };
}
