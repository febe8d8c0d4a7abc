using System.Globalization;

namespace AgentEmulator.Boards.Detection;

/// <summary>Serial ports as Linux shows them in sysfs, and their stable names as udev makes them.</summary>
/// <param name="sys">Where sysfs is.</param>
/// <param name="dev">Where device nodes are.</param>
internal sealed class LinuxPortFinder(string sys, string dev) : IPortFinder
{
    /// <inheritdoc/>
    public IReadOnlyList<FoundPort> Find()
    {
        var terminals = Path.Combine(sys, "class", "tty");
        if (!Directory.Exists(terminals))
            return [];
        var stable = StableNames();
        var ports = new List<FoundPort>();
        foreach (var entry in Directory.EnumerateFileSystemEntries(terminals))
        {
            // Consoles and pseudo-terminals have no device; a UART of the platform that is not fitted has type 0.
            var name = Path.GetFileName(entry);
            var device = RealPath(Path.Combine(entry, "device"));
            if (device is null || Text(entry, "type") == "0")
                continue;
            ports.Add(new FoundPort(Path.Combine(dev, name), stable.GetValueOrDefault(name), Usb(device)));
        }

        return PortFinder.InOrder(ports);
    }

    /// <summary>The names by device serial number, and where there is none by the socket.</summary>
    private Dictionary<string, string> StableNames()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var folder in new[] { "by-id", "by-path" })
        {
            var links = Path.Combine(dev, "serial", folder);
            if (!Directory.Exists(links))
                continue;
            foreach (var link in Directory.EnumerateFileSystemEntries(links).Order(StringComparer.Ordinal))
            {
                if (new FileInfo(link).LinkTarget is { } target)
                    names.TryAdd(Path.GetFileName(target), link);
            }
        }

        return names;
    }

    /// <summary>Goes up from a tty's device to the USB interface and then the USB device that it is part of.</summary>
    private static UsbIdentity? Usb(string device)
    {
        int? number = null;
        for (var folder = device; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            number ??= Hex(Text(folder, "bInterfaceNumber"));
            if (Hex(Text(folder, "idVendor")) is { } vendor && Hex(Text(folder, "idProduct")) is { } product)
                return new UsbIdentity(vendor, product, Text(folder, "serial"), Text(folder, "product"), number, Path.GetFileName(folder));
        }

        return null;
    }

    /// <summary>A path with every link in it followed, since sysfs is made of links; null when it leads nowhere.</summary>
    private static string? RealPath(string path)
    {
        if (!Path.Exists(path))
            return null;
        var real = "/";
        foreach (var part in Path.GetFullPath(path).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, part);
            real = Directory.ResolveLinkTarget(next, returnFinalTarget: false) is { } target ? RealPath(target.FullName) ?? target.FullName : next;
        }

        return real;
    }

    private static string? Text(string folder, string file)
    {
        try
        {
            var path = Path.Combine(folder, file);
            return File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } text ? text : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // The device went away meanwhile.
        }
    }

    private static int? Hex(string? text) =>
        int.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? number : null;
}
