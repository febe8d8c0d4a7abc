using VirtualBoard.FileSystem;
using VirtualBoard.NanoApi;

namespace System.Net.NetworkInformation;

/// <summary>Stands in for nanoFramework's settings of the board's own access point: a file of the firmware's own on the config volume, kept over resets.</summary>
/// <remarks>Differs from hardware: the access point is not on the air of the lab, so nobody ever joins it.</remarks>
public class WirelessAPConfiguration
{
    private const string Path = @"I:\con_CA1_0.sys";
    private const int LongestSsid = 32;
    private const int LongestPassword = 64;

    public WirelessAPConfiguration(uint id) => Id = id;

    [Flags]
    public enum ConfigurationOptions : byte
    {
        None = 0,
        Disable = 1,
        Enable = 2,
        AutoStart = 6,
        HiddenSSID = 8,
    }

    public AuthenticationType Authentication { get; set; }

    public EncryptionType Encryption { get; set; }

    public RadioType Radio { get; set; }

    public string? Password { get; set; } = "";

    public string? Ssid { get; set; } = "";

    public ConfigurationOptions Options { get; set; }

    public byte Channel { get; set; } = 1;

    public byte MaxConnections { get; set; } = 1;

    public uint Id { get; }

    public static WirelessAPConfiguration[] GetAllWirelessAPConfigurations()
    {
        var boot = Machine.Enter();
        var stored = boot.Board.Files.ReadSystemFile(Path) is { } bytes ? Text.Encoding.UTF8.GetString(bytes).Split('\n') : null;
        if (stored is not { Length: 8 })
            return [new(0) { Options = ConfigurationOptions.Disable, Radio = RadioType._802_11n }];
        return
        [
            new(0)
            {
                Ssid = stored[0],
                Password = stored[1],
                Options = (ConfigurationOptions)byte.Parse(stored[2]),
                Authentication = (AuthenticationType)byte.Parse(stored[3]),
                Encryption = (EncryptionType)byte.Parse(stored[4]),
                Radio = (RadioType)byte.Parse(stored[5]),
                Channel = byte.Parse(stored[6]),
                MaxConnections = byte.Parse(stored[7]),
            },
        ];
    }

    /// <summary>Writes the settings to flash.</summary>
    public void SaveConfiguration()
    {
        var boot = Machine.Enter();
        if (Ssid is null || Password is null)
            throw new ArgumentNullException();
        if (Password.Length > LongestPassword || Ssid.Length > LongestSsid)
            throw new ArgumentOutOfRangeException();
        var text = string.Join(
            '\n', Ssid, Password, (byte)Options, (byte)Authentication, (byte)Encryption, (byte)Radio, Channel, MaxConnections);
        boot.Board.Files.WriteSystemFile(Path, Text.Encoding.UTF8.GetBytes(text));
    }

    public WirelessAPStation[] GetConnectedStations()
    {
        Machine.Enter();
        return [];
    }

    /// <exception cref="ArgumentException">There is no such station.</exception>
    public WirelessAPStation GetConnectedStations(int stationIndex)
    {
        Machine.Enter();
        throw new ArgumentException();
    }

    /// <summary>Does nothing: there is no such station.</summary>
    public void DeAuthStation(int stationIndex) => Machine.Enter();
}
