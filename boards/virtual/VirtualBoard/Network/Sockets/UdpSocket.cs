using System.Net.Sockets;

namespace VirtualBoard.Network.Sockets;

/// <summary>A UDP socket of a board's firmware. Six datagrams wait at it at most; what comes on top is lost, as in lwIP.</summary>
public sealed class UdpSocket : NetSocket
{
    private const int MaxWaiting = 6;
    private const int MaxBytes = 65_507;

    private readonly Queue<(byte[] Data, NetEndPoint From)> _arrived = new();
    private readonly HashSet<uint> _groups = [];

    internal UdpSocket(NetStack stack, Boot boot)
        : base(stack, boot)
    {
    }

    /// <summary>Where it sends by default and whom alone it hears; null for anybody.</summary>
    public NetEndPoint? Remote { get; private set; }

    /// <summary>Whether it may send to all hosts of the network. Default false.</summary>
    public bool MayBroadcast { get; set; }

    /// <inheritdoc/>
    public override bool IsReadable => _arrived.Count > 0;

    /// <inheritdoc/>
    public override bool IsWritable => true;

    /// <inheritdoc/>
    public override SocketError? Failure => null;

    /// <inheritdoc/>
    public override int Available => _arrived.TryPeek(out var first) ? first.Data.Length : 0;

    /// <summary>Sets the other side.</summary>
    /// <param name="remote">Where to.</param>
    public void Connect(NetEndPoint remote)
    {
        if (Local.Port == 0)
            Bind(default);
        Remote = remote;
    }

    /// <summary>Joins a multicast group.</summary>
    /// <param name="group">Its address.</param>
    /// <exception cref="NetException">That is no group.</exception>
    public void Join(uint group) =>
        _ = new NetEndPoint(group, 0).IsMulticast ? _groups.Add(group) : throw new NetException(SocketError.AddressNotAvailable);

    /// <summary>Leaves a multicast group.</summary>
    /// <param name="group">Its address.</param>
    /// <exception cref="NetException">It is no member.</exception>
    public void LeaveGroup(uint group) => _ = _groups.Remove(group) ? true : throw new NetException(SocketError.AddressNotAvailable);

    /// <summary>Sends a datagram; nobody says whether it arrives.</summary>
    /// <param name="data">What to send.</param>
    /// <param name="to">Where to; null for <see cref="Remote"/>.</param>
    /// <exception cref="NetException">No destination, no way to it, too long, or a broadcast without leave.</exception>
    public void Send(ReadOnlySpan<byte> data, NetEndPoint? to)
    {
        var destination = to ?? Remote ?? throw new NetException(SocketError.DestinationAddressRequired);
        if (data.Length > MaxBytes)
            throw new NetException(SocketError.MessageSize);
        if (destination.Address == NetEndPoint.Broadcast && !MayBroadcast)
            throw new NetException(SocketError.AccessDenied);
        if (Local.Port == 0)
            Bind(default);
        Stack.SendDatagram(this, data.ToArray(), destination);
    }

    /// <summary>Takes the datagram that has waited longest; what does not fit into the buffer is lost.</summary>
    /// <param name="buffer">Where to put it.</param>
    /// <param name="from">Who sent it.</param>
    /// <param name="peek">Whether it stays to be read again.</param>
    /// <returns>How many bytes; -1 when none waits.</returns>
    public int Receive(Span<byte> buffer, out NetEndPoint from, bool peek = false)
    {
        from = default;
        if (!_arrived.TryPeek(out var first))
            return -1;
        if (!peek)
            _arrived.Dequeue();
        from = first.From;
        var count = Math.Min(buffer.Length, first.Data.Length);
        first.Data.AsSpan(0, count).CopyTo(buffer);
        return count;
    }

    internal bool Hears(NetEndPoint to, NetEndPoint from) =>
        Local.Port == to.Port && (Remote is null || Remote == from) &&
        (to.IsMulticast ? _groups.Contains(to.Address) : Local.Address == 0 || Local.Address == to.Address || to.Address == NetEndPoint.Broadcast);

    internal void Arrive(byte[] data, NetEndPoint from)
    {
        if (_arrived.Count >= MaxWaiting || IsClosed)
            return;
        _arrived.Enqueue((data, from));
        Change();
    }

    internal override void AddressLost()
    {
    }

    private protected override void Close() => _arrived.Clear();
}
