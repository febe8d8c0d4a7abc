using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AgentEmulator.Cloud.Storage;
using AgentEmulator.Events;

namespace AgentEmulator.Cloud;

/// <summary>
/// Calls webhooks, each call until a receiver answers 2xx or it is given up. A call that was kept before the emulator was restarted
/// is made after it: a receiver may get one twice, and never none.
/// </summary>
/// <remarks>Calls of one webhook are not ordered: a retry does not hold up the next one.</remarks>
internal sealed class WebhookSender : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ITimer> _timers = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopped = new();
    private readonly CancellationToken _stop;
    private readonly ImpCloud _cloud;
    private readonly WebhookOptions _options;
    private readonly HttpMessageInvoker _web;
    private readonly TimeProvider _time;
    private readonly FactoryJournal _journal;

    public WebhookSender(ImpCloud cloud, HttpMessageInvoker web, TimeProvider time, FactoryJournal journal)
    {
        _stop = _stopped.Token;
        _cloud = cloud;
        _options = cloud.Options.Webhooks;
        _web = web;
        _time = time;
        _journal = journal;
        cloud.DeliveryDue += Start;
    }

    /// <summary>Makes the calls that were left when the emulator ended.</summary>
    public void Resume()
    {
        foreach (var delivery in _cloud.PendingDeliveries())
            Schedule(delivery);
    }

    public void Dispose()
    {
        _cloud.DeliveryDue -= Start;
        _stopped.Cancel();
        lock (_gate)
        {
            foreach (var timer in _timers.Values)
                timer.Dispose();
            _timers.Clear();
        }

        _stopped.Dispose();
    }

    private void Start(WebhookDeliveryRecord delivery) => _ = DeliverAsync(delivery);

    private void Schedule(WebhookDeliveryRecord delivery)
    {
        var pause = delivery.DueAt - _time.GetUtcNow();
        lock (_gate)
        {
            if (_stop.IsCancellationRequested)
                return;
            _timers[delivery.Id] = _time.CreateTimer(
                _ => Fire(delivery), null, pause > TimeSpan.Zero ? pause : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private void Fire(WebhookDeliveryRecord delivery)
    {
        lock (_gate)
        {
            if (_timers.Remove(delivery.Id, out var timer))
                timer.Dispose();
        }

        Start(delivery);
    }

    private async Task DeliverAsync(WebhookDeliveryRecord delivery)
    {
        if (_cloud.WebhookOf(delivery) is not { } webhook)
        {
            Keep(() => _cloud.Settle(delivery), delivery, "deleted");
            return;
        }

        var attempt = delivery.Attempts + 1;
        var problem = _cloud.Faults.TakeWebhookLoss()
            ? "lost by a fault"
            : await CallAsync(webhook, delivery.Payload).ConfigureAwait(false);
        if (_stop.IsCancellationRequested)
            return; // It stays to be made.
        var number = attempt.ToString(CultureInfo.InvariantCulture);
        if (problem is null)
        {
            if (Keep(() => _cloud.Settle(delivery), delivery, webhook.Event))
                _journal.Raise(FactoryEventNames.WebhookDelivered, delivery.DeviceId, new("event", webhook.Event), new("attempts", number));
            return;
        }

        if (attempt > _options.Retries.Count)
        {
            Keep(() => _cloud.Settle(delivery), delivery, webhook.Event);
            _journal.Raise(
                FactoryEventNames.WebhookFailed, delivery.DeviceId,
                new("event", webhook.Event), new("attempt", number), new("problem", problem), new("given_up", "true"));
            return;
        }

        var pause = _options.Retries[attempt - 1];
        var next = delivery with { Attempts = attempt, DueAt = _time.GetUtcNow() + pause };
        Keep(() => _cloud.Postpone(next), delivery, webhook.Event);
        _journal.Raise(
            FactoryEventNames.WebhookFailed, delivery.DeviceId,
            new("event", webhook.Event), new("attempt", number), new("problem", problem),
            new("retry_s", pause.TotalSeconds.ToString(CultureInfo.InvariantCulture)));
        Schedule(next);
    }

    /// <summary>What cannot be kept is told; the call itself goes on, and is at worst made again after a restart.</summary>
    private bool Keep(Action change, WebhookDeliveryRecord delivery, string what)
    {
        try
        {
            change();
            return true;
        }
        catch (CloudStoreException e)
        {
            _journal.Raise(FactoryEventNames.WebhookFailed, delivery.DeviceId, new("event", what), new("problem", e.Message));
            return false;
        }
    }

    /// <summary>Null when the receiver answered 2xx; otherwise what went wrong.</summary>
    private async Task<string?> CallAsync(WebhookRecord webhook, string payload)
    {
        using var limit = new CancellationTokenSource(_options.Timeout, _time);
        using var stop = _stop.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), limit);
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, webhook.Url)
            {
                Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body(webhook.ContentType, payload))),
            };
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(webhook.ContentType);
            using var answer = await _web.SendAsync(message, limit.Token).ConfigureAwait(false);
            return answer.IsSuccessStatusCode ? null : $"answered {(int)answer.StatusCode}";
        }
        catch (OperationCanceledException)
        {
            return "no answer in time";
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidOperationException or FormatException or NotSupportedException)
        {
            return e.Message;
        }
    }

    private static string Body(string contentType, string payload)
    {
        if (contentType == "application/json")
            return payload;
        var pairs = JsonElement.Parse(payload).EnumerateObject()
            .Select(p => $"{Uri.EscapeDataString(p.Name)}={Uri.EscapeDataString(p.Value.GetString() ?? "")}");
        return string.Join('&', pairs);
    }
}
