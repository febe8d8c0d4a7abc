using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentEmulator.Boards.Detection;

/// <summary>Serial ports as Windows keeps them in its registry: those present now, and the USB devices that were ever plugged in.</summary>
internal sealed partial class WindowsPortFinder(IRegistry registry) : IPortFinder
{
    private const string Present = @"HARDWARE\DEVICEMAP\SERIALCOMM";
    private const string Devices = @"SYSTEM\CurrentControlSet\Enum";

    /// <inheritdoc/>
    public IReadOnlyList<FoundPort> Find()
    {
        var known = new Dictionary<string, UsbIdentity>(StringComparer.OrdinalIgnoreCase);
        // Bridges of FTDI are on a bus of their own.
        foreach (var bus in new[] { @$"{Devices}\USB", @$"{Devices}\FTDIBUS" })
        {
            foreach (var device in registry.Keys(bus))
            {
                if (Ids().Match(device) is { Success: true } ids)
                    AddPorts(@$"{bus}\{device}", ids, known);
            }
        }

        // A COM number belongs to a device, so the name itself is stable.
        return PortFinder.InOrder(registry.Values(Present).Values
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name => new FoundPort(name, name, known.GetValueOrDefault(name))));
    }

    private void AddPorts(string device, Match ids, Dictionary<string, UsbIdentity> known)
    {
        foreach (var instance in registry.Keys(device))
        {
            var path = @$"{device}\{instance}";
            if (!registry.Values(@$"{path}\Device Parameters").TryGetValue("PortName", out var port))
                continue;
            var values = registry.Values(path);
            known[port] = new UsbIdentity(
                Hex(ids.Groups["vid"].Value),
                Hex(ids.Groups["pid"].Value),
                Serial(ids, instance),
                values.GetValueOrDefault("FriendlyName") ?? values.GetValueOrDefault("DeviceDesc")?.Split(';')[^1],
                Interface(ids),
                values.GetValueOrDefault("LocationInformation"));
        }
    }

    /// <summary>An instance is named by the serial number; without one Windows makes up a name with ampersands. FTDI has it in the device's name.</summary>
    private static string? Serial(Match ids, string instance)
    {
        if (ids.Groups["ftdi"].Value is { Length: > 1 } ftdi)
            return ftdi[..^1]; // The last letter is the channel.
        return instance.Contains('&', StringComparison.Ordinal) ? null : instance;
    }

    private static int? Interface(Match ids)
    {
        if (ids.Groups["interface"] is { Success: true } number)
            return Hex(number.Value);
        return ids.Groups["ftdi"].Value is { Length: > 1 } ftdi && ftdi[^1] is >= 'A' and <= 'D' ? ftdi[^1] - 'A' : null;
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    // USB\VID_303A&PID_1001&MI_00 and FTDIBUS\VID_0403+PID_6010+FT4ABCDEB
    [GeneratedRegex("^VID_(?<vid>[0-9A-F]{4})[&+]PID_(?<pid>[0-9A-F]{4})(&MI_(?<interface>[0-9A-F]{2})|[+](?<ftdi>[^&]*))?", RegexOptions.IgnoreCase)]
    private static partial Regex Ids();
}
