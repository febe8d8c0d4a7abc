using System.Threading;
using ImpDevice.Link;

namespace ImpDevice.Runtime;

/// <summary>agent.send under the policy that is set: waits for room or for the acknowledgement as it demands.</summary>
internal sealed class MessageSender
{
    private const int LookEveryMs = 20;

    private readonly DeviceLink _link;
    private readonly OutgoingQueue _outgoing;
    private readonly SendPolicy _policy;
    private readonly ConnectionLoss _loss;
    private readonly IClock _clock;

    internal MessageSender(DeviceLink link, OutgoingQueue outgoing, SendPolicy policy, ConnectionLoss loss, IClock clock)
    {
        _link = link;
        _outgoing = outgoing;
        _policy = policy;
        _loss = loss;
        _clock = clock;
    }

    /// <summary>The message as JSON; what is not Ok is lost, but for a Timeout while waiting for the acknowledgement: that may arrive yet.</summary>
    internal SendResult Send(byte[] json)
    {
        if (!_link.IsOpen) return SendResult.NotConnected;
        long until = _clock.NowMs + _policy.TimeoutMs;
        while (!_link.TrySend(json, false))
        {
            if (_policy.OnError == ErrorPolicy.ReturnOnErrorNoDisconnect) return SendResult.WouldBlock;
            SendResult waited = WaitOnce(until);
            if (waited != SendResult.Ok) return waited;
        }
        if (_policy.Wait != WaitPolicy.WaitForAck) return SendResult.Ok;
        // Others may add behind this one meanwhile; they leave behind it too.
        long upTo = _outgoing.Added;
        while (_outgoing.Removed < upTo)
        {
            SendResult waited = WaitOnce(until);
            if (waited != SendResult.Ok) return waited;
        }
        return SendResult.Ok;
    }

    private SendResult WaitOnce(long until)
    {
        if (!_link.IsOpen) return SendResult.Disconnected;
        if (_clock.NowMs >= until)
        {
            if (_policy.OnError == ErrorPolicy.ReturnOnError) _loss.GiveUp(ConnectReason.NoServer);
            return SendResult.Timeout;
        }
        Thread.Sleep(LookEveryMs);
        return SendResult.Ok;
    }
}
