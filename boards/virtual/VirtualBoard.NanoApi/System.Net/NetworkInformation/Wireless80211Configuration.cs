using VirtualBoard.NanoApi;
using VirtualBoard.Radio;

namespace System.Net.NetworkInformation;

/// <summary>Stands in for nanoFramework's stored WiFi credentials: a file of the firmware's own on the config volume, kept over resets.</summary>
/// <remarks>
/// As on hardware: 32 characters of SSID and 64 of password at most (cut to as many bytes of UTF-8), a null password is a
/// NullReferenceException, and with AutoConnect, the default, the firmware joins the network at boot by itself.
/// Differs from hardware: there is one configuration whatever the id, and SmartConfig does nothing.
/// </remarks>
public class Wireless80211Configuration
{
    private const int LongestSsid = 32;
    private const int LongestPassword = 64;

    public Wireless80211Configuration(uint id) => Id = id;

    [Flags]
    public enum ConfigurationOptions : byte
    {
        None = 0,
        Disable = 1,
        Enable = 2,
        AutoConnect = 6,
        SmartConfig = 10,
    }

    public AuthenticationType Authentication { get; set; }

    public EncryptionType Encryption { get; set; }

    public RadioType Radio { get; set; }

    public ConfigurationOptions Options { get; set; }

    public string? Password { get; set; }

    public string? Ssid { get; set; }

    public uint Id { get; }

    public static Wireless80211Configuration[] GetAllWireless80211Configurations()
    {
        var settings = WifiSettings.Load(Machine.Enter().Board.Files);
        return
        [
            new(0)
            {
                Ssid = settings.Ssid,
                Password = settings.Password,
                Options = (ConfigurationOptions)settings.Options,
                Authentication = (AuthenticationType)settings.Authentication,
                Encryption = (EncryptionType)settings.Encryption,
                Radio = (RadioType)settings.Radio,
            },
        ];
    }

    /// <summary>Writes the configuration to flash.</summary>
    public void SaveConfiguration()
    {
        var boot = Machine.Enter();
        if (Ssid is null)
            throw new ArgumentNullException();
        if (Password is null)
            throw new NullReferenceException();
        if (Password.Length > LongestPassword || Ssid.Length > LongestSsid)
            throw new ArgumentOutOfRangeException();
        new WifiSettings(Ssid, Password, (byte)Options, (byte)Authentication, (byte)Encryption, (byte)Radio).Save(boot.Board.Files);
    }
}
