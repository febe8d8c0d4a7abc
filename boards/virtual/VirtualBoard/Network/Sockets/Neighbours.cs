namespace VirtualBoard.Network.Sockets;

/// <summary>Which boards share a network: those on one access point, and those on the wire.</summary>
internal static class Neighbours
{
    /// <summary>Whether a board has an address now.</summary>
    public static bool Has(Board board, uint address) =>
        board.IsPowered && board.Links.Any(l => l.Address is { } own && NetEndPoint.Number(own) == address);

    /// <summary>The board with an address, as another one sees it; null when nobody answers.</summary>
    public static Board? Find(Board from, NetEndPoint at) =>
        at.IsLoopback || Has(from, at.Address) ? from : Of(from).FirstOrDefault(b => Has(b, at.Address));

    /// <summary>The other boards that share the network of a board.</summary>
    public static IEnumerable<Board> Of(Board board) => board.Lab.Boards.Where(b => b != board && b.IsPowered && Share(board, b));

    /// <summary>Whether an address is one of the board's own network: answered there, or by nobody.</summary>
    public static bool IsLocal(Board board, NetEndPoint at) =>
        at.IsLoopback || at.Address == NetEndPoint.Broadcast ||
        board.Links.Any(l => l.Address is { } own && NetEndPoint.Number(own) >> 8 == at.Address >> 8);

    private static bool Share(Board one, Board other) =>
        (one.Station is { AccessPoint: { } at, Address: not null } && other.Station.Address is not null && other.Station.AccessPoint == at) ||
        (one.Ethernet?.Address is not null && other.Ethernet?.Address is not null);
}
