using System.Globalization;
using AgentEmulator.Flashing;
using VirtualBoard.Boards;

namespace AgentEmulator.Boards;

/// <summary>One fact of a board, for people.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">What it is on this board.</param>
/// <param name="IsCertain">False when the board file says that nobody has verified it.</param>
internal sealed record BoardFact(string Name, string Value, bool IsCertain);

/// <summary>Words for what a board definition says.</summary>
internal static class BoardFacts
{
    private const int Megabyte = 1 << 20;

    /// <summary>Every fact of a board, in the order of its file.</summary>
    public static IReadOnlyList<BoardFact> Of(BoardDefinition board) =>
    [
        Fact(board, "title", board.Title, "title"),
        Fact(board, "chip", board.Chip, "chip"),
        Fact(board, "module", board.Module, "module"),
        Fact(board, "flash", Bytes(board.FlashSize), "flash_size"),
        Fact(board, "PSRAM", board.PsramSize == 0 ? "none" : Bytes(board.PsramSize), "psram_size"),
        Fact(board, "managed heap", Bytes(board.ManagedHeap), "managed_heap"),
        Fact(board, "sockets", $"{board.Sockets}", "sockets"),
        .. board.Partitions.Select((p, i) => Fact(
            board, $"partition {p.Name}", $"{NanoffCommand.Hex(p.Offset)}, {Bytes(p.Size)}, {p.Type} {p.SubType}", $"partitions[{i}]")),
        .. board.Usb.Count == 0
            ? [Fact(board, "USB", "no data lines", "usb")]
            : board.Usb.Select((u, i) => Fact(board, "USB", Usb(u), $"usb[{i}]")),
        Fact(board, "reset", board.Reset is ManualReset manual ? $"by hand: {manual.How}" : "by DTR and RTS of the serial port", "reset"),
        Fact(board, "LED", Led(board.Led), "led"),
        Fact(board, "button", Button(board.Button), "button"),
        Fact(board, "network", Network(board.Network), "network"),
        Fact(board, "target", board.NanoFrameworkTarget, "nanoframework.target"),
        Fact(board, "boot loader at", NanoffCommand.Hex(board.BootloaderOffset), "nanoframework.bootloader_offset"),
        Fact(board, "application at", NanoffCommand.Hex(board.DeployOffset), "partitions"),
    ];

    /// <summary>"wifi", "ethernet" or "cellular".</summary>
    public static string Kind(BoardNetwork network) => network switch { EthernetNetwork => "ethernet", CellularNetwork => "cellular", _ => "wifi" };

    /// <summary>"4 MB", "100 KB", "1792 KB".</summary>
    public static string Bytes(int bytes) => bytes % Megabyte == 0
        ? $"{bytes / Megabyte} MB"
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB");

    /// <summary>"CP2102N 10c4:ea60".</summary>
    public static string Usb(UsbPort usb) =>
        $"{usb.Bridge} {usb.VendorId:x4}:{usb.ProductId:x4}{(usb.Interface is { } number ? $", interface {number}" : "")}";

    private static BoardFact Fact(BoardDefinition board, string name, string value, string path) =>
        new(name, value, !board.Uncertain.Keys.Any(k => k == path || k.StartsWith(path + ".", StringComparison.Ordinal)));

    private static string Led(BoardLed led) => led switch
    {
        GpioLed gpio => $"GPIO{gpio.Pin}, active {(gpio.IsActiveLow ? "low" : "high")}",
        AddressableLed addressable => $"addressable (WS2812 or alike), data on GPIO{addressable.Pin}",
        NoLed none => $"none: {none.Why}",
        _ => throw new ArgumentOutOfRangeException(nameof(led)),
    };

    private static string Button(BoardButton button) => button switch
    {
        GpioButton gpio => $"GPIO{gpio.Pin}, active {(gpio.IsActiveLow ? "low" : "high")}",
        NoButton none => $"none: {none.Why}",
        _ => throw new ArgumentOutOfRangeException(nameof(button)),
    };

    private static string Network(BoardNetwork network) => network switch
    {
        EthernetNetwork e =>
            $"Ethernet, {e.Phy} at address {e.Address}, MDC GPIO{e.MdcPin}, MDIO GPIO{e.MdioPin}, " +
            $"{(e.ResetPin is { } reset ? $"reset or power GPIO{reset}, " : "")}clock {(e.IsClockOutput ? "out" : "in")} on GPIO{e.ClockPin}",
        CellularNetwork c =>
            $"cellular, {c.Modem} at {c.BaudRate} baud, TX GPIO{c.TxPin}, RX GPIO{c.RxPin}" +
            Pin("power key", c.PowerKeyPin) + Pin("reset", c.ResetPin) + Pin("power enable", c.PowerEnablePin) + Pin("DTR", c.DtrPin) + Pin("ring", c.RingPin),
        _ => "WiFi",
    };

    private static string Pin(string name, int? pin) => pin is { } number ? $", {name} GPIO{number}" : "";
}
