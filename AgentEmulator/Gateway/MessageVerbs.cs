using AgentEmulator.Events;

namespace AgentEmulator.Gateway;

/// <summary>send and poll: numbered, acknowledged messages in both directions.</summary>
internal sealed class MessageVerbs(GatewayOptions options, IDeviceAgents agents, FactoryJournal journal, TimeProvider time)
{
    /// <summary>
    /// Accepts messages in order. They are handed to the agent's queue under the lock, so that two requests cannot
    /// change their order; the agent runs and events are raised after it.
    /// </summary>
    public LinkReply Send(LinkCall call)
    {
        var error = call.NotJson;
        var messages = error is null ? SendBody.Parse(call.Body, out error) : null;
        var accepted = new List<DeviceMessage>();
        string? agentId;
        long last;
        lock (call.Link.Gate)
        {
            if (call.Admit(time, out var session) is { } refusal)
                return refusal;
            if (messages is null)
                return LinkReply.Malformed(error!);
            agentId = session.AgentId;
            foreach (var message in messages)
            {
                if (message.Number <= session.InboundLast)
                    continue;
                if (message.Number != session.InboundLast + 1)
                    break;
                if (message.Data is { } data && agentId is not null && !agents.TryEnqueue(agentId, message.Name, data))
                    break;
                session.InboundLast++;
                accepted.Add(message);
            }

            last = session.InboundLast;
        }

        foreach (var message in accepted)
            Announce(call.Link.DeviceId, message, agentId);
        if (agentId is not null)
            agents.Run(agentId);
        return LinkReply.Of(200, writer => writer.WriteNumber("ack", last));
    }

    public async Task<LinkReply> PollAsync(LinkCall call, CancellationToken aborted)
    {
        var error = call.NotJson;
        var poll = error is null ? PollBody.Parse(call.Body, options.LongestPoll, out error) : default;
        PollWaiter? older;
        PollWaiter? waiter = null;
        LinkSession session;
        lock (call.Link.Gate)
        {
            if (call.Admit(time, out session) is { } refusal)
                return refusal;
            if (error is not null)
                return LinkReply.Malformed(error);
            if (poll.Acknowledged > session.Outbox.LastNumber)
                return LinkReply.Malformed("ack is larger than any number sent");
            session.Outbox.Acknowledge(poll.Acknowledged);
            older = session.TakeWaiter();
            if (session.Outbox.IsEmpty && poll.Wait > TimeSpan.Zero)
                session.Waiter = waiter = new PollWaiter(time, poll.Wait, aborted);
        }

        older?.End(PollEnd.Superseded);
        if (waiter is null)
            return Collect(call.Link, session);
        var how = await WaitAsync(call.Link, session, waiter).ConfigureAwait(false);
        return how == PollEnd.Superseded && IsCurrent(call.Link, session) ? Messages([]) : Collect(call.Link, session);
    }

    private static async Task<PollEnd> WaitAsync(DeviceLink link, LinkSession session, PollWaiter waiter)
    {
        using (waiter)
        {
            var how = await waiter.Ended.ConfigureAwait(false);
            lock (link.Gate)
            {
                if (session.Waiter == waiter)
                    session.Waiter = null;
            }

            return how;
        }
    }

    private static bool IsCurrent(DeviceLink link, LinkSession session)
    {
        lock (link.Gate)
            return link.Session == session;
    }

    private LinkReply Collect(DeviceLink link, LinkSession session)
    {
        OutboundMessage[] messages;
        lock (link.Gate)
        {
            if (link.Session != session)
                return LinkReply.SessionUnknown;
            messages = session.Outbox.First(options.PollBatch, options.PollBatchBytes);
        }

        return Messages(messages);
    }

    private static LinkReply Messages(OutboundMessage[] messages) => LinkReply.Of(200, writer =>
    {
        writer.WriteStartArray("messages");
        foreach (var message in messages)
        {
            writer.WriteStartObject();
            writer.WriteNumber("n", message.Number);
            writer.WriteString("type", message.Type);
            if (message.Name is not null)
                writer.WriteString("name", message.Name);
            if (message.DataJson is not null)
            {
                writer.WritePropertyName("data");
                writer.WriteRawValue(message.DataJson);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private void Announce(string deviceId, DeviceMessage message, string? agentId)
    {
        if (message.Text is { } text)
            journal.Raise(FactoryEventNames.DeviceLog, deviceId, new("level", message.Name), new("message", text));
        else if (agentId is null)
            journal.Raise(
                FactoryEventNames.MessageLost, deviceId, new("name", message.Name), new("reason", "the device has no agent"));
        else
            journal.Raise(FactoryEventNames.DeviceMessage, deviceId, new FactoryDetail("name", message.Name));
    }
}
