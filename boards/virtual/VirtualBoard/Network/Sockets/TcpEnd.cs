using System.Net.Sockets;
using VirtualBoard.Tracing;

namespace VirtualBoard.Network.Sockets;

/// <summary>One end of a TCP connection: what has arrived and was not read yet, and the way to the other end.</summary>
/// <remarks>
/// The wire loses nothing and keeps the order. An end whose host has vanished (no power, another boot, no network) does not answer: what is
/// sent to it is repeated until the sender gives up, or until its host is back and answers with a reset.
/// </remarks>
internal sealed class TcpEnd
{
    /// <summary>What fits between two ends, unread: ESP-IDF's default window.</summary>
    public const int Window = 5_744;

    private static readonly TimeSpan GivesUpAfter = TimeSpan.FromSeconds(75); // lwIP repeats twelve times, with growing pauses.

    private readonly Lab _lab;
    private readonly Func<TimeSpan> _latency;
    private readonly Queue<byte[]> _arrived = new();
    private TcpEnd _peer = null!;
    private TimeSpan _lastArrival;
    private int _offset;
    private int _pending;
    private bool _finSent;
    private bool _blocked;

    private TcpEnd(Lab lab, NetEndPoint local, NetEndPoint remote, Func<TimeSpan> latency, Func<Presence> presence) =>
        (_lab, Local, Remote, _latency, Presence) = (lab, local, remote, latency, presence);

    /// <summary>Called, with the baton, when there is something to read, room to send, or an end of it.</summary>
    public Action? Changed { get; set; }

    /// <summary>The address and port on this side.</summary>
    public NetEndPoint Local { get; }

    /// <summary>The address and port on the other side.</summary>
    public NetEndPoint Remote { get; }

    /// <summary>Bytes that can be read.</summary>
    public int Available { get; private set; }

    /// <summary>Whether the other end has sent its last byte.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>Why the connection broke; null while it stands.</summary>
    public SocketError? Failure { get; private set; }

    /// <summary>Whether this side has closed.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Bytes that can be sent now.</summary>
    public int Room => Window - _peer._pending;

    private Func<Presence> Presence { get; }

    /// <summary>Makes the two ends of a connection that stands.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="local">Address and port of the first end.</param>
    /// <param name="remote">Address and port of the second.</param>
    /// <param name="latency">How long a packet takes, drawn for each.</param>
    /// <param name="localPresence">Whether the first end's host is still there.</param>
    /// <param name="remotePresence">Whether the second end's host is still there.</param>
    public static (TcpEnd Local, TcpEnd Remote) Connect(
        Lab lab, NetEndPoint local, NetEndPoint remote, Func<TimeSpan> latency, Func<Presence> localPresence, Func<Presence> remotePresence)
    {
        var first = new TcpEnd(lab, local, remote, latency, localPresence);
        var second = new TcpEnd(lab, remote, local, latency, remotePresence) { _peer = first };
        first._peer = second;
        return (first, second);
    }

    /// <summary>Sends as much as there is room for.</summary>
    /// <returns>How many bytes were taken; 0 when the window is full.</returns>
    public int Send(ReadOnlySpan<byte> data)
    {
        var count = Math.Min(Room, data.Length);
        _blocked = count < data.Length;
        if (count <= 0)
            return 0;
        var packet = data[..count].ToArray();
        _peer._pending += count;
        _lab.Trace?.Record(_lab.Now, TraceKind.Message, Local.ToString(), $"tcp to {Remote}", (ulong)count, LabTrace.HashOf(packet));
        Transmit(() => _peer.Arrive(packet));
        return count;
    }

    /// <summary>Takes what has arrived.</summary>
    /// <param name="buffer">Where to put it.</param>
    /// <param name="peek">Whether it stays to be read again.</param>
    /// <returns>How many bytes.</returns>
    public int Receive(Span<byte> buffer, bool peek)
    {
        var (count, offset) = (0, _offset);
        foreach (var packet in _arrived)
        {
            var part = packet.AsSpan(offset, Math.Min(packet.Length - offset, buffer.Length - count));
            part.CopyTo(buffer[count..]);
            count += part.Length;
            offset = 0;
            if (count == buffer.Length)
                break;
        }

        if (!peek)
            Consume(count);
        return count;
    }

    /// <summary>Sends no more. The other end can still send.</summary>
    public void Finish()
    {
        if (_finSent || Failure is not null)
            return;
        _finSent = true;
        Transmit(_peer.ArriveFin);
    }

    /// <summary>Closes this end. What was not read makes it a reset, as in lwIP.</summary>
    public void Close()
    {
        if (IsClosed)
            return;
        IsClosed = true;
        Changed = null;
        if (Available > 0 && Failure is null)
            Transmit(() => _peer.Fail(SocketError.ConnectionReset));
        else
            Finish();
    }

    /// <summary>Breaks the connection, on this side alone.</summary>
    /// <param name="error">What the next operation reports.</param>
    public void Fail(SocketError error)
    {
        if (Failure is not null || IsClosed)
            return;
        Failure = error;
        Changed?.Invoke();
    }

    private void Consume(int count)
    {
        Available -= count;
        _pending -= count;
        for (_offset += count; _arrived.TryPeek(out var first) && _offset >= first.Length; _arrived.Dequeue())
            _offset -= first.Length;
        if (count > 0 && _peer._blocked)
        {
            _peer._blocked = false;
            _lab.After(_latency(), () => _peer.Changed?.Invoke());
        }
    }

    private void Transmit(Action arrive)
    {
        var due = _lab.Now + _latency();
        _lastArrival = due > _lastArrival ? due : _lastArrival;
        _lab.Schedule(_lastArrival, () => Deliver(arrive));
    }

    private void Deliver(Action arrive)
    {
        switch (_peer.Presence())
        {
            case Sockets.Presence.Here:
                arrive();
                break;
            case Sockets.Presence.Restarted:
                Fail(SocketError.ConnectionReset);
                break;
            default:
                _lab.After(GivesUpAfter, () => Fail(_peer.Presence() == Sockets.Presence.Restarted ? SocketError.ConnectionReset : SocketError.ConnectionAborted));
                break;
        }
    }

    private void Arrive(byte[] packet)
    {
        if (IsClosed)
        {
            _lab.After(_latency(), () => _peer.Fail(SocketError.ConnectionReset));
            return;
        }

        if (Failure is not null)
            return;
        _arrived.Enqueue(packet);
        Available += packet.Length;
        Changed?.Invoke();
    }

    private void ArriveFin()
    {
        IsFinished = true;
        Changed?.Invoke();
    }
}

/// <summary>Whether the host of a connection's end is there.</summary>
internal enum Presence
{
    /// <summary>It is, and knows the connection.</summary>
    Here,

    /// <summary>It is, at the same address, but has started anew.</summary>
    Restarted,

    /// <summary>Nobody is at that address.</summary>
    Gone,
}
