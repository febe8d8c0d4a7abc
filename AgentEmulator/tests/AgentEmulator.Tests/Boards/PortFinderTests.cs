using AgentEmulator.Boards;
using AgentEmulator.Boards.Detection;
using AgentEmulator.Tests.Support;
using VirtualBoard.Boards;

namespace AgentEmulator.Tests.Boards;

/// <summary>Finding ports in what Linux, Windows and macOS keep of them.</summary>
public sealed class PortFinderTests
{
    private static IReadOnlyList<BoardDefinition> Boards => [.. InstalledFiles.BoardNames().Select(InstalledFiles.Board)];

    [Fact]
    public void Linux_shows_usb_ports_with_their_stable_names()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows cannot make the links that sysfs is made of.");
        var ports = LinuxTree().Find();
        Assert.Equal(["ttyS0", "ttyACM0", "ttyUSB0", "ttyUSB1", "ttyUSB2"], ports.Select(p => Path.GetFileName(p.Name)).OrderBy(n => n.Length).ThenBy(n => n, StringComparer.Ordinal));

        var bridge = Port(ports, "ttyUSB0");
        Assert.Equal(new UsbIdentity(0x10C4, 0xEA60, "0001", "CP2102N USB to UART Bridge Controller", 0, "1-1"), bridge.Usb);
        Assert.EndsWith("serial/by-id/usb-Silicon_Labs_CP2102N_0001-if00-port0", bridge.StableName!.Replace('\\', '/'), StringComparison.Ordinal);
        Assert.Contains("esp32-devkitc-v4", BoardMatch.Of(bridge, Boards).Select(b => b.Name));

        // A CH340 has no serial number: the socket it is in names it.
        var ch340 = Port(ports, "ttyUSB2");
        Assert.Null(ch340.Usb!.Serial);
        Assert.Contains("by-path", ch340.StableName, StringComparison.Ordinal);
        Assert.Equal(["olimex-esp32-poe"], BoardMatch.Of(ch340, Boards).Select(b => b.Name));

        var native = Port(ports, "ttyACM0");
        Assert.Equal((0x303A, 0x1001), (native.Usb!.VendorId, native.Usb.ProductId));
        Assert.Equal(["esp32-c6-devkitc-1", "esp32-s3-devkitc-1"], BoardMatch.Of(native, Boards).Select(b => b.Name));

        Assert.Equal((null, null), (Port(ports, "ttyS0").Usb, Port(ports, "ttyS0").StableName));
    }

    [Fact]
    public void Windows_shows_the_ports_that_are_there_with_their_usb_devices()
    {
        var ports = new WindowsPortFinder(WindowsTree()).Find();
        Assert.Equal(["COM3", "COM5", "COM7", "COM8", "COM1"], ports.Select(p => p.Name));
        Assert.Equal(new UsbIdentity(0x10C4, 0xEA60, "0001", "Silicon Labs CP210x USB to UART Bridge (COM3)", null, "Port_#0001.Hub_#0002"), ports[0].Usb);
        Assert.Null(ports[1].Usb!.Serial);
        Assert.Equal((0x0403, 0x6010, "FT4ABCDE", 1), (ports[2].Usb!.VendorId, ports[2].Usb!.ProductId, ports[2].Usb!.Serial, ports[2].Usb!.Interface));
        Assert.Equal(["esp-wrover-kit", "esp32-ethernet-kit-v1.2"], BoardMatch.Of(ports[2], Boards).Select(b => b.Name));
        Assert.Equal((0x303A, 0x1001, 0), (ports[3].Usb!.VendorId, ports[3].Usb!.ProductId, ports[3].Usb!.Interface));
        Assert.Null(ports[4].Usb);
    }

    [Fact]
    public void Mac_shows_the_ports_below_their_usb_devices()
    {
        var ports = new MacPortFinder(() => MacTree).Find();
        Assert.Equal(["/dev/cu.usbserial-0001", "/dev/cu.usbmodem14201"], ports.Select(p => p.Name).OrderBy(n => n.Contains("modem", StringComparison.Ordinal)));
        var bridge = ports.Single(p => p.Name.Contains("usbserial", StringComparison.Ordinal));
        Assert.Equal(new UsbIdentity(0x10C4, 0xEA60, "0001", "CP2102N USB to UART Bridge Controller", 0, "0x14100000"), bridge.Usb);
        Assert.Equal((0x303A, 0x1001), ports.Where(p => p != bridge).Select(p => (p.Usb!.VendorId, p.Usb.ProductId)).Single());
    }

    [Fact]
    public void No_ports_are_no_failure()
    {
        Assert.Empty(new LinuxPortFinder("/nowhere", "/nowhere").Find());
        Assert.Empty(new WindowsPortFinder(new FakeRegistry([])).Find());
        Assert.Empty(new MacPortFinder(() => "").Find());
    }

    [Fact]
    public void The_jtag_half_of_a_board_is_not_its_console()
    {
        var jtag = new FoundPort("/dev/ttyUSB0", null, new UsbIdentity(0x0403, 0x6010, "A", "Dual RS232-HS", 0, null));
        var console = jtag with { Usb = jtag.Usb! with { Interface = 1 } };
        Assert.Empty(BoardMatch.Of(jtag, Boards));
        Assert.True(BoardMatch.IsOtherInterface(jtag, Boards));
        Assert.Equal(["esp-wrover-kit", "esp32-ethernet-kit-v1.2"], BoardMatch.Of(console, Boards).Select(b => b.Name));
        Assert.False(BoardMatch.IsOtherInterface(console, Boards));
    }

    private static FoundPort Port(IReadOnlyList<FoundPort> ports, string name) => ports.Single(p => Path.GetFileName(p.Name) == name);

    /// <summary>sysfs and /dev as a computer has them with a CP2102N, an FT2232H (console half), a CH340 and the USB of a chip plugged in.</summary>
    private static LinuxPortFinder LinuxTree()
    {
        var root = TestFolders.Create("sysfs-").FullName;
        // The temporary folder may itself be behind a link.
        root = Directory.ResolveLinkTarget(root, returnFinalTarget: true)?.FullName ?? root;
        string sys = Path.Combine(root, "sys"), dev = Path.Combine(root, "dev");
        Usb("1-1", "10c4", "ea60", "0001", "CP2102N USB to UART Bridge Controller", "1-1:1.0", "00", "ttyUSB0/tty/ttyUSB0", "../../../ttyUSB0");
        Usb("1-2", "0403", "6010", "FT1", "Dual RS232-HS", "1-2:1.1", "01", "ttyUSB1/tty/ttyUSB1", "../../../ttyUSB1");
        Usb("1-3", "1a86", "7523", null, "USB Serial", "1-3:1.0", "00", "ttyUSB2/tty/ttyUSB2", "../../../ttyUSB2");
        Usb("1-4", "303a", "1001", "F4:12:FA:00:00:01", "USB JTAG/serial debug unit", "1-4:1.0", "00", "tty/ttyACM0", "../../../1-4:1.0");
        Terminal("ttyS0", "devices/platform/serial8250/tty/ttyS0", "../../../serial8250", "4");
        Terminal("ttyS1", "devices/platform/serial8250/tty/ttyS1", "../../../serial8250", "0");
        Terminal("tty1", "devices/virtual/tty/tty1", null, null);
        Link(Path.Combine(dev, "serial", "by-id", "usb-Silicon_Labs_CP2102N_0001-if00-port0"), "../../ttyUSB0");
        Link(Path.Combine(dev, "serial", "by-path", "pci-0000:00:14.0-usb-0:1:1.0-port0"), "../../ttyUSB0");
        Link(Path.Combine(dev, "serial", "by-path", "pci-0000:00:14.0-usb-0:3:1.0-port0"), "../../ttyUSB2");
        return new LinuxPortFinder(sys, dev);

        void Usb(string device, string vendor, string product, string? serial, string name, string usbInterface, string number, string tty, string up)
        {
            var folder = Path.Combine(sys, "devices", "pci0000:00", "0000:00:14.0", "usb1", device);
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "idVendor"), vendor + "\n");
            File.WriteAllText(Path.Combine(folder, "idProduct"), product + "\n");
            File.WriteAllText(Path.Combine(folder, "product"), name + "\n");
            if (serial is not null)
                File.WriteAllText(Path.Combine(folder, "serial"), serial + "\n");
            Directory.CreateDirectory(Path.Combine(folder, usbInterface));
            File.WriteAllText(Path.Combine(folder, usbInterface, "bInterfaceNumber"), number + "\n");
            Terminal(Path.GetFileName(tty), $"devices/pci0000:00/0000:00:14.0/usb1/{device}/{usbInterface}/{tty}", up, null);
        }

        void Terminal(string name, string place, string? device, string? type)
        {
            var folder = Path.Combine(sys, place);
            Directory.CreateDirectory(folder);
            if (type is not null)
                File.WriteAllText(Path.Combine(folder, "type"), type + "\n");
            if (device is not null)
                Directory.CreateSymbolicLink(Path.Combine(folder, "device"), device);
            Directory.CreateDirectory(Path.Combine(sys, "class", "tty"));
            Directory.CreateSymbolicLink(Path.Combine(sys, "class", "tty", name), "../../" + place);
        }

        static void Link(string link, string target)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            File.CreateSymbolicLink(link, target);
        }
    }

    /// <summary>The registry of a computer with the same boards, a port of its own, and a device that was there once.</summary>
    private static FakeRegistry WindowsTree()
    {
        const string Enum = @"SYSTEM\CurrentControlSet\Enum";
        return new FakeRegistry(new()
        {
            [@"HARDWARE\DEVICEMAP\SERIALCOMM"] = new()
            {
                [@"\Device\Serial0"] = "COM1",
                [@"\Device\Silabser0"] = "COM3",
                [@"\Device\Serial2"] = "COM5",
                [@"\Device\VCP0"] = "COM7",
                [@"\Device\USBSER000"] = "COM8",
            },
            [@$"{Enum}\USB\VID_10C4&PID_EA60\0001"] = new() { ["FriendlyName"] = "Silicon Labs CP210x USB to UART Bridge (COM3)", ["LocationInformation"] = "Port_#0001.Hub_#0002" },
            [@$"{Enum}\USB\VID_10C4&PID_EA60\0001\Device Parameters"] = new() { ["PortName"] = "COM3" },
            [@$"{Enum}\USB\VID_10C4&PID_EA60\0002\Device Parameters"] = new() { ["PortName"] = "COM4" },
            [@$"{Enum}\USB\VID_1A86&PID_7523\5&2890d699&0&2"] = new() { ["DeviceDesc"] = "@oem21.inf,%desc%;USB-SERIAL CH340" },
            [@$"{Enum}\USB\VID_1A86&PID_7523\5&2890d699&0&2\Device Parameters"] = new() { ["PortName"] = "COM5" },
            [@$"{Enum}\USB\VID_303A&PID_1001&MI_00\6&1&0&0000\Device Parameters"] = new() { ["PortName"] = "COM8" },
            [@$"{Enum}\USB\ROOT_HUB30\4&1\Device Parameters"] = new() { ["PortName"] = "COM99" },
            [@$"{Enum}\FTDIBUS\VID_0403+PID_6010+FT4ABCDEB\0000\Device Parameters"] = new() { ["PortName"] = "COM7" },
        });
    }

    private const string MacTree =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
        <plist version="1.0"><array>
          <dict>
            <key>idVendor</key><integer>4292</integer><key>idProduct</key><integer>60000</integer>
            <key>locationID</key><integer>336592896</integer>
            <key>USB Serial Number</key><string>0001</string><key>USB Product Name</key><string>CP2102N USB to UART Bridge Controller</string>
            <key>IORegistryEntryChildren</key><array><dict>
              <key>bInterfaceNumber</key><integer>0</integer>
              <key>IORegistryEntryChildren</key><array><dict>
                <key>IOObjectClass</key><string>IOSerialBSDClient</string>
                <key>IOCalloutDevice</key><string>/dev/cu.usbserial-0001</string>
              </dict></array>
            </dict></array>
          </dict>
          <dict>
            <key>idVendor</key><integer>1452</integer><key>idProduct</key><integer>33170</integer>
            <key>IORegistryEntryChildren</key><array><dict>
              <key>idVendor</key><integer>12346</integer><key>idProduct</key><integer>4097</integer>
              <key>kUSBProductString</key><string>USB JTAG/serial debug unit</string>
              <key>IORegistryEntryChildren</key><array><dict>
                <key>bInterfaceNumber</key><integer>0</integer>
                <key>IOCalloutDevice</key><string>/dev/cu.usbmodem14201</string>
              </dict></array>
            </dict></array>
          </dict>
        </array></plist>
        """;

    private sealed class FakeRegistry(Dictionary<string, Dictionary<string, string>> keys) : IRegistry
    {
        public IReadOnlyList<string> Keys(string path) =>
            [.. keys.Keys.Where(k => k.StartsWith(path + @"\", StringComparison.Ordinal)).Select(k => k[(path.Length + 1)..].Split('\\')[0]).Distinct()];

        public IReadOnlyDictionary<string, string> Values(string path) => keys.GetValueOrDefault(path) ?? [];
    }
}
