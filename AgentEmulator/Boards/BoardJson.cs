using AgentEmulator.Boards.Detection;
using AgentEmulator.Flashing;
using VirtualBoard.Boards;

namespace AgentEmulator.Boards;

/// <summary>Boards and ports as objects for JSON. Addresses are hexadecimal text, as in board files; sizes are numbers.</summary>
internal static class BoardJson
{
    public static object Brief(BoardDefinition board) => new
    {
        board.Name,
        board.Title,
        board.Chip,
        board.Module,
        board.FlashSize,
        board.PsramSize,
        network = BoardFacts.Kind(board.Network),
        target = board.NanoFrameworkTarget,
        bootloader_offset = NanoffCommand.Hex(board.BootloaderOffset),
        deploy_offset = NanoffCommand.Hex(board.DeployOffset),
        uncertain = board.Uncertain.Keys,
    };

    public static object Full(BoardDefinition board) => new
    {
        board.Name,
        board.Title,
        board.Chip,
        board.Module,
        board.FlashSize,
        board.PsramSize,
        board.ManagedHeap,
        board.Sockets,
        partitions = board.Partitions.Select(p => new { p.Name, p.Type, subtype = p.SubType, offset = NanoffCommand.Hex(p.Offset), p.Size }),
        usb = board.Usb.Select(u => new { u.Bridge, vid = Id(u.VendorId), pid = Id(u.ProductId), u.Interface }),
        reset = board.Reset is ManualReset manual ? new { kind = "manual", how = (string?)manual.How } : new { kind = "serial-lines", how = (string?)null },
        led = board.Led switch
        {
            GpioLed led => new { kind = "gpio", pin = (int?)led.Pin, active_low = (bool?)led.IsActiveLow, why = (string?)null },
            AddressableLed led => new { kind = "addressable", pin = (int?)led.Pin, active_low = (bool?)null, why = (string?)null },
            _ => new { kind = "none", pin = (int?)null, active_low = (bool?)null, why = (string?)((NoLed)board.Led).Why },
        },
        button = board.Button switch
        {
            GpioButton button => new { kind = "gpio", pin = (int?)button.Pin, active_low = (bool?)button.IsActiveLow, why = (string?)null },
            _ => new { kind = "none", pin = (int?)null, active_low = (bool?)null, why = (string?)((NoButton)board.Button).Why },
        },
        network = Network(board.Network),
        target = board.NanoFrameworkTarget,
        bootloader_offset = NanoffCommand.Hex(board.BootloaderOffset),
        deploy_offset = NanoffCommand.Hex(board.DeployOffset),
        board.Uncertain,
    };

    public static object Port(FoundPort port, IReadOnlyList<BoardDefinition> boards) => new
    {
        port = port.Name,
        port.StableName,
        usb = port.Usb is not { } usb ? null : new
        {
            vid = Id(usb.VendorId),
            pid = Id(usb.ProductId),
            usb.Serial,
            usb.Product,
            usb.Interface,
            usb.Location,
        },
        boards = BoardMatch.Of(port, boards).Select(b => b.Name),
    };

    private static object Network(BoardNetwork network) => network switch
    {
        EthernetNetwork e => new
        {
            kind = "ethernet",
            e.Phy,
            e.Address,
            mdc = e.MdcPin,
            mdio = e.MdioPin,
            reset = e.ResetPin,
            clock = new { direction = e.IsClockOutput ? "out" : "in", pin = e.ClockPin },
        },
        CellularNetwork c => new
        {
            kind = "cellular",
            c.Modem,
            tx = c.TxPin,
            rx = c.RxPin,
            power_key = c.PowerKeyPin,
            reset = c.ResetPin,
            power_enable = c.PowerEnablePin,
            dtr = c.DtrPin,
            ring = c.RingPin,
            c.BaudRate,
        },
        _ => new { kind = "wifi" },
    };

    private static string Id(int id) => $"0x{id:X4}";
}
