using System.Net;
using AgentEmulator.Cloud;
using AgentEmulator.Cloud.Storage;
using AgentEmulator.Events;
using AgentEmulator.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace AgentEmulator.Tests.Fuzz;

/// <summary>Whatever receivers do, each call is delivered or given up, and nothing is left over.</summary>
public sealed class WebhookFuzzTests
{
    [Fact]
    public void Receivers()
    {
        var time = new FakeTimeProvider();
        var ids = new SeededIds(1);
        var state = new CloudState(new MemoryStore());
        var events = new Recorder();
        var journal = new FactoryJournal(events, time);
        var cloud = new ImpCloud(
            new CloudOptions { ApiKeys = ["k"] }, "5000f1c700000001", state, new AgentStore(state, ids), new FactoryFaults(), time, ids, journal, id => id);
        using var sender = new WebhookSender(cloud, new HttpMessageInvoker(new Rude(FuzzInputs.Seed + 32)), time, journal);
        string[] urls = ["http://receiver/", "https://[::1]/x", "http://user:pass@host:1/?q#f", "http://ä.example/", "http://" + new string('a', 300)];
        var changes = state.Begin();
        var group = state.Groups.Single(g => g.Name == "production").Id;
        for (var i = 0; i < urls.Length; i++)
            changes.Put(state.Webhooks, new WebhookRecord($"w{i}", group, urls[i], "blessing", i % 2 == 0 ? "application/json" : "application/x-www-form-urlencoded", time.GetUtcNow()));
        changes.Commit();

        var blessings = Math.Max(1, FuzzInputs.PerTest / urls.Length);
        for (var i = 1; i <= blessings; i++)
        {
            var device = $"5000{i:x12}";
            cloud.Admit(device, device[4..]);
            Assert.True(cloud.Bless(device, true).First);
            if (i % 100 == 0)
                time.Advance(TimeSpan.FromSeconds(1));
        }

        for (var i = 0; i < 100; i++)
            time.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(cloud.PendingDeliveries());
        var delivered = events.Of(FactoryEventNames.WebhookDelivered).Count;
        var givenUp = events.Of(FactoryEventNames.WebhookFailed).Count(e => e["given_up"] == "true");
        Assert.Equal(blessings * urls.Length, delivered + givenUp);
    }

    /// <summary>Answers with any status, fails in any way, or not at all.</summary>
    private sealed class Rude(int seed) : HttpMessageHandler
    {
        private readonly Random _random = new(seed);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            switch (_random.Next(6))
            {
                case 0:
                    throw new HttpRequestException(HttpRequestError.ConnectionError, "refused");
                case 1:
                    throw new IOException("the receiver hung up");
                case 2:
                    await HttpWait.ForeverAsync(cancellationToken);
                    break;
                case 3:
                    throw new HttpRequestException(HttpRequestError.InvalidResponse, "that is no HTTP");
            }

            var answer = new HttpResponseMessage((HttpStatusCode)_random.Next(100, 600)) { Content = new ByteArrayContent(new byte[_random.Next(100)]) };
            answer.Headers.TryAddWithoutValidation("Retry-After", "garbage");
            return answer;
        }
    }
}
