using AgentEmulator.Cloud.Storage;

namespace AgentEmulator.Cloud;

/// <summary>Webhook calls: kept together with the fact that they tell of, so that none is forgotten over a restart.</summary>
internal sealed partial class ImpCloud
{
    /// <summary>Calls that were kept and neither made nor given up, in the order in which they are due.</summary>
    public IReadOnlyList<WebhookDeliveryRecord> PendingDeliveries()
    {
        lock (_state.Gate)
            return [.. _state.Deliveries.OrderBy(d => d.DueAt).ThenBy(d => d.Id, StringComparer.Ordinal)];
    }

    /// <summary>The webhook of a call; null when it was deleted since.</summary>
    public WebhookRecord? WebhookOf(WebhookDeliveryRecord delivery)
    {
        lock (_state.Gate)
            return _state.Webhooks.Find(delivery.WebhookId);
    }

    /// <summary>Keeps that an attempt failed and when the next one is made.</summary>
    public void Postpone(WebhookDeliveryRecord delivery)
    {
        lock (_state.Gate)
        {
            var changes = _state.Begin();
            changes.Put(_state.Deliveries, delivery);
            changes.Commit();
        }
    }

    /// <summary>Forgets a call that was made or given up.</summary>
    public void Settle(WebhookDeliveryRecord delivery)
    {
        lock (_state.Gate)
        {
            var changes = _state.Begin();
            changes.Remove(_state.Deliveries, delivery);
            changes.Commit();
        }
    }

    /// <summary>Adds the calls of a fact to its transaction; after it, with no lock held, <see cref="Announce"/> them.</summary>
    internal IReadOnlyList<WebhookDeliveryRecord> Queue(
        CloudTransaction changes, string? groupId, string webhookEvent, string? deviceId, string payload)
    {
        var deliveries = new List<WebhookDeliveryRecord>();
        foreach (var webhook in _state.Webhooks.Where(w => w.GroupId == groupId && w.Event == webhookEvent)
            .OrderBy(w => w.CreatedAt).ThenBy(w => w.Id, StringComparer.Ordinal))
        {
            var delivery = new WebhookDeliveryRecord(Unused(_state.Deliveries, "delivery"), webhook.Id, deviceId, payload, 0, _time.GetUtcNow());
            changes.Put(_state.Deliveries, delivery);
            deliveries.Add(delivery);
        }

        return deliveries;
    }

    internal void Announce(IReadOnlyList<WebhookDeliveryRecord> deliveries)
    {
        foreach (var delivery in deliveries)
            DeliveryDue?.Invoke(delivery);
    }
}
