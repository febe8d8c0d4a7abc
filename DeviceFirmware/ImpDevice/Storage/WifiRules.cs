using System.Text;

namespace ImpDevice.Storage;

/// <summary>What a WiFi network name and password may be: 1 to 32 bytes of SSID; password empty (open), 8 to 63 bytes, or 64 hex digits.</summary>
public static class WifiRules
{
    /// <summary>Checks a pair without touching the radio.</summary>
    /// <param name="ssid">Network name.</param>
    /// <param name="password">Password in plain text; empty for an open network.</param>
    /// <returns>null when both are possible, otherwise what is wrong, without the password.</returns>
    public static string Refusal(string ssid, string password)
    {
        if (string.IsNullOrEmpty(ssid)) return "the SSID is empty";
        if (Encoding.UTF8.GetBytes(ssid).Length > 32) return "the SSID is longer than 32 bytes";
        if (password == null) return "the password is missing (empty means open network)";
        int length = Encoding.UTF8.GetBytes(password).Length;
        if (length == 0 || (length >= 8 && length <= 63)) return null;
        if (length == 64 && Text.Hex.Decode(password) != null) return null;
        return "the password has " + length.ToString() + " bytes; it is empty, 8 to 63 bytes or 64 hex digits";
    }
}
