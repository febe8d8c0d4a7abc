using VirtualBoard.Boards;

namespace AgentEmulator.Boards.Detection;

/// <summary>Which boards a port may belong to. USB ids are those of a bridge that many boards have, so this is a choice to look at.</summary>
internal static class BoardMatch
{
    /// <summary>The boards whose definition names the port's USB ids, and its interface where that matters; in the order given.</summary>
    public static IReadOnlyList<BoardDefinition> Of(FoundPort port, IEnumerable<BoardDefinition> boards) =>
        port.Usb is { } usb ? [.. boards.Where(b => b.Usb.Any(u => Fits(u, usb)))] : [];

    /// <summary>Whether the port is another interface of such a board's USB device, JTAG for instance, and not the console.</summary>
    public static bool IsOtherInterface(FoundPort port, IEnumerable<BoardDefinition> boards) =>
        port.Usb is { Interface: not null } usb
        && boards.Any(b => b.Usb.Any(u => HasIds(u, usb) && u.Interface is not null && u.Interface != usb.Interface))
        && Of(port, boards).Count == 0;

    private static bool Fits(UsbPort board, UsbIdentity found) =>
        HasIds(board, found) && (board.Interface is null || found.Interface is null || board.Interface == found.Interface);

    private static bool HasIds(UsbPort board, UsbIdentity found) => board.VendorId == found.VendorId && board.ProductId == found.ProductId;
}
