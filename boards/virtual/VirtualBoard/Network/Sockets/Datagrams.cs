using VirtualBoard.Tracing;

namespace VirtualBoard.Network.Sockets;

/// <summary>Carries datagrams from one board to whom they are for.</summary>
internal static class Datagrams
{
    public static void Send(NetStack stack, UdpSocket socket, byte[] data, NetEndPoint to)
    {
        var board = stack.Board;
        var from = new NetEndPoint(stack.SourceFor(to, socket.Local.Address), socket.Local.Port);
        var isLocal = to.IsMulticast || Neighbours.IsLocal(board, to);
        board.Trace(TraceKind.Message, $"udp to {to}", (ulong)data.Length, LabTrace.HashOf(data));
        stack.Lab.After(stack.Latency(to, isLocal), () =>
        {
            foreach (var host in Hosts(board, to))
                host.Net.Hear(data, from, IsForAll(to) ? to with { Address = NetEndPoint.Broadcast } : to);
            if (!isLocal && board.Route is { HasInternet: true } && board.Lab.Internet.AnswerTo(to, data) is { } answer)
                stack.Lab.After(stack.Latency(to, isLocal), () => Return(board, answer, to, from));
        });
    }

    private static List<Board> Hosts(Board board, NetEndPoint to)
    {
        if (to.IsMulticast || IsForAll(to))
            return [.. Neighbours.Of(board)];
        return Neighbours.Find(board, to) is { } host ? [host] : [];
    }

    // 255.255.255.255, and the last address of a network of 256.
    private static bool IsForAll(NetEndPoint to) => !to.IsLoopback && !to.IsMulticast && (to.Address & 0xFF) == 0xFF;

    private static void Return(Board board, byte[] answer, NetEndPoint from, NetEndPoint to)
    {
        if (board.Net.Owns(to.Address))
            board.Net.Hear(answer, from, to);
    }
}
