using VirtualBoard.Flash;

namespace VirtualBoard.Boards;

/// <summary>Makes a definition of a board file. <c>boards/board.schema.json</c> says the same to editors.</summary>
internal sealed class DefinitionReader
{
    private const int Megabyte = 1 << 20;

    private static readonly string[] RequiredPartitions = ["nvs", "phy_init", "factory", "deploy", "config"];

    private readonly DefinitionSource _source;
    private readonly DefinitionObject _root;
    private readonly ChipFacts _chip;
    private readonly Dictionary<int, string> _pins = [];

    private DefinitionReader(DefinitionSource source)
    {
        _source = source;
        _root = new DefinitionObject(source, source.Root, "$");
        var name = _root.OneOf("chip", [.. ChipFacts.All.Select(c => c.Name)]);
        _chip = ChipFacts.All.First(c => c.Name == name);
        foreach (var pin in _chip.FlashPins)
            _pins.Add(pin, "the flash chip");
    }

    public static BoardDefinition Read(DefinitionSource source) => new DefinitionReader(source).Read();

    private BoardDefinition Read()
    {
        if (_root.Has("$schema"))
            _root.Text("$schema");
        var flashSize = ReadFlashSize();
        var psramSize = ReadPsramSize();
        var nano = _root.Object("nanoframework");
        var definition = new BoardDefinition
        {
            Name = ReadName(),
            Title = _root.Text("title"),
            Chip = _chip.Name,
            Module = _root.Text("module"),
            FlashSize = flashSize,
            PsramSize = psramSize,
            ManagedHeap = _root.Number("managed_heap", 0x1000, 32 * Megabyte),
            Sockets = _root.Number("sockets", 1, 64),
            Partitions = ReadPartitions(flashSize),
            Usb = ReadUsb(),
            Reset = ReadReset(),
            Led = ReadLed(),
            Button = ReadButton(),
            Network = ReadNetwork(),
            NanoFrameworkTarget = nano.Text("target"),
            BootloaderOffset = ReadBootloaderOffset(nano),
            Uncertain = ReadUncertain(),
        };
        nano.End();
        _root.End();
        return definition;
    }

    private string ReadName()
    {
        const string Expected = "a folder's name of lower-case letters, digits, hyphens and dots";
        var name = _root.Text("name", Expected);
        return name[0] != '.' && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.')
            ? name
            : throw _root.Error("name", $"\"{name}\"", Expected);
    }

    private int ReadFlashSize()
    {
        var size = _root.Number("flash_size", 2 * Megabyte, 32 * Megabyte);
        return int.IsPow2(size)
            ? size
            : throw _root.Error("flash_size", $"0x{size:X}", "2, 4, 8, 16 or 32 MB (0x200000 to 0x2000000)");
    }

    private int ReadPsramSize()
    {
        var size = _root.Number("psram_size", 0, 32 * Megabyte);
        if (size > 0)
        {
            foreach (var pin in _chip.PsramPins)
                _pins.Add(pin, "the PSRAM");
        }

        return size;
    }

    private int ReadBootloaderOffset(DefinitionObject nano)
    {
        var offset = nano.Number("bootloader_offset", 0, 0x8000);
        return offset == _chip.BootloaderOffset
            ? offset
            : throw nano.Error(
                "bootloader_offset", $"0x{offset:X}", $"0x{_chip.BootloaderOffset:X}, where the ROM of {_chip.Name} looks for it");
    }

    private List<PartitionEntry> ReadPartitions(int flashSize)
    {
        var objects = _root.Objects("partitions");
        var entries = new List<PartitionEntry>();
        foreach (var item in objects)
        {
            entries.Add(new PartitionEntry(
                item.Text("name"),
                item.OneOf("type", "app", "data"),
                item.Text("subtype"),
                item.Number("offset", 0, flashSize),
                item.Number("size", 0, flashSize)));
            item.End();
        }

        if (PartitionTable.Check(entries, flashSize) is { } problem)
            throw objects[problem.Index].Error(problem.Field, "a partition that does not fit", problem.Message.TrimEnd('.'));
        foreach (var name in RequiredPartitions)
        {
            if (!entries.Exists(e => e.Name == name))
                throw _root.Error("partitions", $"no partition \"{name}\"", string.Join(", ", RequiredPartitions));
        }

        return entries;
    }

    private List<UsbPort> ReadUsb()
    {
        var ports = new List<UsbPort>();
        foreach (var item in _root.Objects("usb"))
        {
            ports.Add(new UsbPort(
                item.Text("bridge"),
                item.Number("vid", 1, 0xFFFF),
                item.Number("pid", 1, 0xFFFF),
                item.Has("interface") ? item.Number("interface", 0, 31) : null));
            item.End();
        }

        return ports;
    }

    private BoardReset ReadReset()
    {
        var reset = _root.Object("reset");
        BoardReset result = reset.OneOf("kind", "serial-lines", "manual") == "manual"
            ? new ManualReset(reset.Text("how"))
            : new SerialLinesReset();
        reset.End();
        return result;
    }

    private BoardLed ReadLed()
    {
        var led = _root.Object("led");
        BoardLed result = led.OneOf("kind", "none", "gpio", "addressable") switch
        {
            "none" => new NoLed(led.Text("why")),
            "gpio" => new GpioLed(OutputPin(led, "pin"), led.Flag("active_low")),
            _ => new AddressableLed(OutputPin(led, "pin")),
        };
        led.End();
        return result;
    }

    private BoardButton ReadButton()
    {
        var button = _root.Object("button");
        BoardButton result = button.OneOf("kind", "none", "gpio") == "none"
            ? new NoButton(button.Text("why"))
            : new GpioButton(Pin(button, "pin"), button.Flag("active_low"));
        button.End();
        return result;
    }

    private BoardNetwork ReadNetwork()
    {
        var network = _root.Object("network");
        BoardNetwork result = network.OneOf("kind", "wifi", "ethernet", "cellular") switch
        {
            "wifi" => new WifiNetwork(),
            "ethernet" => ReadEthernet(network),
            _ => ReadCellular(network),
        };
        network.End();
        return result;
    }

    private EthernetNetwork ReadEthernet(DefinitionObject network)
    {
        var clock = network.Object("clock");
        var isOutput = clock.OneOf("direction", "in", "out") == "out";
        var clockPin = isOutput ? OutputPin(clock, "pin") : Pin(clock, "pin");
        clock.End();
        return new EthernetNetwork(
            network.OneOf("phy", "LAN8720", "IP101", "RTL8201"),
            network.Number("address", 0, 31),
            OutputPin(network, "mdc"),
            OutputPin(network, "mdio"),
            OptionalOutputPin(network, "reset"),
            clockPin,
            isOutput);
    }

    private CellularNetwork ReadCellular(DefinitionObject network) => new(
        network.Text("modem"),
        OutputPin(network, "tx"),
        Pin(network, "rx"),
        OptionalOutputPin(network, "power_key"),
        network.Number("baud_rate", 1200, 5_000_000))
    {
        ResetPin = OptionalOutputPin(network, "reset"),
        PowerEnablePin = OptionalOutputPin(network, "power_enable"),
        DtrPin = OptionalOutputPin(network, "dtr"),
        RingPin = network.Has("ring") ? Pin(network, "ring") : null,
    };

    private int? OptionalOutputPin(DefinitionObject owner, string key) => owner.Has(key) ? OutputPin(owner, key) : null;

    private int OutputPin(DefinitionObject owner, string key) => Pin(owner, key, _chip.FirstInputOnlyPin);

    private int Pin(DefinitionObject owner, string key) => Pin(owner, key, _chip.PinCount);

    private int Pin(DefinitionObject owner, string key, int limit)
    {
        var pin = owner.Number(key, 0, limit - 1);
        var path = $"{owner.Path}.{key}";
        if (!_pins.TryAdd(pin, path))
            throw owner.Error(key, $"GPIO{pin}, which {_pins[pin]} uses", "a pin of its own");
        return pin;
    }

    /// <summary>Each key is the path of a fact without "$.", and that fact exists, so that a renamed one is not left behind.</summary>
    private Dictionary<string, string> ReadUncertain()
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!_root.Has("uncertain"))
            return facts;
        var uncertain = _root.Object("uncertain");
        foreach (var key in uncertain.Keys)
        {
            if (!_source.Contains("$." + key))
                throw uncertain.Error(key, "a fact that is not in this file", "the path of one, such as \"usb[0].pid\"");
            facts.Add(key, uncertain.Text(key));
        }

        return facts;
    }
}
