using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using AgentEmulator.Cli;

namespace AgentEmulator.Boards.Detection;

/// <summary>Serial ports as macOS keeps them in its registry of devices, read with ioreg.</summary>
/// <param name="ask">Gives the property list that <c>ioreg -a -l -r -c IOUSBHostDevice</c> prints.</param>
internal sealed class MacPortFinder(Func<string> ask) : IPortFinder
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public IReadOnlyList<FoundPort> Find()
    {
        var text = ask();
        if (string.IsNullOrWhiteSpace(text))
            return []; // No USB device at all.
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
            using var reader = XmlReader.Create(new StringReader(text), settings);
            var ports = new List<FoundPort>();
            foreach (var device in XDocument.Load(reader).Root!.Elements("array").Elements("dict"))
                Collect(device, null, ports);
            return PortFinder.InOrder(ports.DistinctBy(p => p.Name));
        }
        catch (XmlException e)
        {
            throw new EnvironmentFailureException($"What ioreg said of the USB devices cannot be read: {e.Message}", e);
        }
    }

    internal static string AskSystem()
    {
        try
        {
            using var ioreg = Process.Start(new ProcessStartInfo("/usr/sbin/ioreg", ["-a", "-l", "-r", "-c", "IOUSBHostDevice"]) { RedirectStandardOutput = true })!;
            var output = ioreg.StandardOutput.ReadToEndAsync();
            if (!ioreg.WaitForExit(Patience))
            {
                ioreg.Kill();
                throw new EnvironmentFailureException("ioreg did not say within 20 s which USB devices there are.");
            }

            return output.GetAwaiter().GetResult();
        }
        catch (Win32Exception e)
        {
            throw new EnvironmentFailureException($"ioreg, which knows the USB devices, cannot be started: {e.Message}", e);
        }
    }

    /// <summary>Goes down the tree: a device, its interfaces, and somewhere below the node that programs open.</summary>
    private static void Collect(XElement node, UsbIdentity? usb, List<FoundPort> ports)
    {
        var values = Values(node);
        if (Number(values, "idVendor") is { } vendor && Number(values, "idProduct") is { } product)
        {
            usb = new UsbIdentity(
                (int)vendor,
                (int)product,
                Text(values, "USB Serial Number") ?? Text(values, "kUSBSerialNumberString"),
                Text(values, "USB Product Name") ?? Text(values, "kUSBProductString"),
                usb?.Interface,
                Number(values, "locationID") is { } location ? $"0x{location:x8}" : usb?.Location);
        }

        if (usb is not null && Number(values, "bInterfaceNumber") is { } number)
            usb = usb with { Interface = (int)number };
        // The node for calling out; its name is made of the serial number or, without one, of the socket.
        if (Text(values, "IOCalloutDevice") is { } name)
            ports.Add(new FoundPort(name, name, usb));
        if (values.GetValueOrDefault("IORegistryEntryChildren") is { Name.LocalName: "array" } children)
        {
            foreach (var child in children.Elements("dict"))
                Collect(child, usb, ports);
        }
    }

    private static Dictionary<string, XElement> Values(XElement dict)
    {
        var values = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var key in dict.Elements("key"))
        {
            if (key.ElementsAfterSelf().FirstOrDefault() is { } value)
                values[key.Value] = value;
        }

        return values;
    }

    private static string? Text(Dictionary<string, XElement> values, string key) =>
        values.GetValueOrDefault(key) is { Name.LocalName: "string" } value && value.Value.Length > 0 ? value.Value : null;

    private static long? Number(Dictionary<string, XElement> values, string key) =>
        values.GetValueOrDefault(key) is { Name.LocalName: "integer" } value && long.TryParse(value.Value, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
