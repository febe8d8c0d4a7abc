using System.Net;
using System.Text;
using AgentEmulator.Cloud;
using AgentEmulator.Cloud.Storage;
using AgentEmulator.Events;
using AgentEmulator.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace AgentEmulator.Tests.Cloud;

/// <summary>Webhooks: which are called, with what, how often, and that none is forgotten.</summary>
public sealed class WebhookTests
{
    private const string Device = "50000a1b2c3d4e5f";

    [Fact]
    public void Blessing_and_blinkup_are_told_in_the_form_that_was_asked_for()
    {
        using var bench = new WebhookBench();
        bench.Add("blessing", "application/json");
        bench.Add("blinkup", "application/x-www-form-urlencoded");
        var token = bench.Activate(Device);
        Assert.Equal(
            [
                ("application/json", $$"""{"device_id":"{{Device}}","imp_id":"{{Device}}"}"""),
                ("application/x-www-form-urlencoded", $"device_id={Device}&plan_id={token.PlanId}&token={token.TokenId}"),
            ],
            bench.Receiver.Calls);
        Assert.Equal(2, bench.Events.Of(FactoryEventNames.WebhookDelivered).Count);
        Assert.Empty(bench.Cloud.PendingDeliveries());
    }

    [Fact]
    public void Blessing_and_activation_that_are_repeated_are_told_once()
    {
        using var bench = new WebhookBench();
        bench.Add("blessing", "application/json");
        bench.Add("blinkup", "application/json");
        var token = bench.Activate(Device);
        bench.Cloud.Bless(Device, true);
        bench.Cloud.Activate(Device, token.PlanId, token.TokenId);
        Assert.Equal(2, bench.Receiver.Calls.Count);
    }

    [Fact]
    public void A_failed_call_is_repeated_with_growing_pauses_until_it_is_answered()
    {
        using var bench = new WebhookBench();
        bench.Add("blessing", "application/json");
        bench.Receiver.Answer = HttpStatusCode.InternalServerError;
        bench.Bless(Device);
        bench.Time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.Single(bench.Receiver.Calls);
        bench.Time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(2, bench.Receiver.Calls.Count);
        bench.Receiver.Answer = HttpStatusCode.NoContent;
        bench.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(3, bench.Receiver.Calls.Count);
        Assert.Equal("3", bench.Events.Single(FactoryEventNames.WebhookDelivered)["attempts"]);
        bench.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(3, bench.Receiver.Calls.Count);
    }

    [Fact]
    public void A_call_that_nobody_answers_is_given_up_and_told()
    {
        using var bench = new WebhookBench();
        bench.Add("blessing", "application/json");
        bench.Receiver.Hangs = true;
        bench.Bless(Device);
        for (var i = 0; i < 2_000; i++)
            bench.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(6, bench.Receiver.Calls.Count);
        var failures = bench.Events.Of(FactoryEventNames.WebhookFailed);
        Assert.All(failures, failure => Assert.Equal("no answer in time", failure["problem"]));
        Assert.Equal("true", failures[^1]["given_up"]);
        Assert.Empty(bench.Cloud.PendingDeliveries());
    }

    [Fact]
    public void A_call_that_was_not_made_before_a_restart_is_made_after_it()
    {
        var store = new MemoryStore();
        using (var first = new WebhookBench(store))
        {
            first.Add("blessing", "application/json");
            first.Receiver.Answer = HttpStatusCode.BadGateway;
            first.Bless(Device);
        }

        using var second = new WebhookBench(store);
        Assert.Single(second.Cloud.PendingDeliveries());
        second.Sender.Resume();
        second.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Single(second.Receiver.Calls);
        Assert.Empty(second.Cloud.PendingDeliveries());
    }

    [Fact]
    public void A_lost_call_is_a_fault_that_can_be_switched_on()
    {
        using var bench = new WebhookBench();
        bench.Add("blessing", "application/json");
        bench.Cloud.Faults.LoseWebhooks(1);
        bench.Bless(Device);
        Assert.Empty(bench.Receiver.Calls);
        Assert.Equal("lost by a fault", bench.Events.Single(FactoryEventNames.WebhookFailed)["problem"]);
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Single(bench.Receiver.Calls);
    }

    [Fact]
    public void A_webhook_of_another_group_or_event_is_not_called()
    {
        using var bench = new WebhookBench();
        bench.Add("blessing", "application/json", group: "dut");
        bench.Add("deployment", "application/json");
        bench.Activate(Device);
        Assert.Empty(bench.Receiver.Calls);
    }

    /// <summary>A cloud with a sender and a receiver, without HTTP between them.</summary>
    private sealed class WebhookBench : IDisposable
    {
        private readonly CloudState _state;
        private int _webhooks;

        public WebhookBench(MemoryStore? store = null)
        {
            _state = new CloudState(store ?? new MemoryStore());
            var ids = new SeededIds(1);
            var journal = new FactoryJournal(Events, Time);
            var options = new CloudOptions { ApiKeys = ["k"], LoadCodeAfterBlessing = false };
            Cloud = new ImpCloud(
                options, "5000f1c700000001", _state, new AgentStore(_state, ids), new FactoryFaults(), Time, ids, journal, id => "http://agents/" + id);
            Sender = new WebhookSender(Cloud, new HttpMessageInvoker(Receiver), Time, journal);
        }

        public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

        public Recorder Events { get; } = new();

        public Receiver Receiver { get; } = new();

        public ImpCloud Cloud { get; }

        public WebhookSender Sender { get; }

        public void Add(string happening, string contentType, string group = "production")
        {
            var changes = _state.Begin();
            var id = _state.Groups.Single(g => g.Name == group).Id;
            changes.Put(_state.Webhooks, new WebhookRecord($"w{++_webhooks}", id, "http://receiver/", happening, contentType, Time.GetUtcNow()));
            changes.Commit();
        }

        public void Bless(string device)
        {
            Assert.True(Cloud.Admit(device, device[4..]).Accepted);
            Assert.True(Cloud.Bless(device, true).Blessed);
        }

        public IssuedToken Activate(string device)
        {
            Bless(device);
            var token = Cloud.Enroll(null)!;
            Assert.True(Cloud.Activate(device, token.PlanId, token.TokenId).Activated);
            return token;
        }

        public void Dispose() => Sender.Dispose();
    }

    private sealed class Receiver : HttpMessageHandler
    {
        public List<(string ContentType, string Body)> Calls { get; } = [];

        public HttpStatusCode Answer { get; set; } = HttpStatusCode.OK;

        public bool Hangs { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            Calls.Add((request.Content.Headers.ContentType!.ToString(), Encoding.UTF8.GetString(body)));
            if (Hangs)
                await HttpWait.ForeverAsync(cancellationToken);
            return new HttpResponseMessage(Answer);
        }
    }
}
