using System.Collections;
using System.IO;
using ImpDevice.Text;

namespace ImpDevice.Storage;

/// <summary>Reads <c>provision.json</c>: gateway, key, board, network, wifi {ssid, password}, led {pin, active_low} or null, ca (optional, PEM).</summary>
public static class ProvisioningReader
{
    /// <summary>Where the factory puts the file.</summary>
    public const string DefaultPath = "I:\\provision.json";

    private const int MaxLength = 16 * 1024;
    private const int KeyLength = 32;

    /// <summary>Reads and checks the file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The content, or why there is none.</returns>
    public static ProvisioningResult Read(string path)
    {
        if (!File.Exists(path)) return new ProvisioningResult("missing", null);
        try
        {
            return Parse(BoardFile.Read(path, MaxLength));
        }
        catch (IOException e)
        {
            return new ProvisioningResult("unreadable", e.Message);
        }
    }

    /// <summary>Checks the content of a file.</summary>
    /// <param name="bytes">UTF-8 JSON, or anything else.</param>
    /// <returns>The content, or why it is none; never an exception.</returns>
    public static ProvisioningResult Parse(byte[] bytes)
    {
        try
        {
            Hashtable file = Json.Parse(bytes, 0, bytes.Length) as Hashtable;
            if (file == null) return new ProvisioningResult("malformed", "an object is expected");
            Provisioning content = new Provisioning { LedPin = -1 };
            string reason = FillLed(content, JsonFields.GetTable(file, "led")) ?? Fill(content, file);
            return new ProvisioningResult(content, reason);
        }
        catch (JsonException e)
        {
            return new ProvisioningResult("malformed", e.Message);
        }
    }

    private static string Fill(Provisioning result, Hashtable file)
    {
        result.Gateway = JsonFields.GetString(file, "gateway");
        if (!IsGateway(result.Gateway)) return "invalid-gateway";
        result.Gateway = result.Gateway.TrimEnd('/');
        result.Key = Hex.Decode(JsonFields.GetString(file, "key"));
        if (result.Key == null || result.Key.Length != KeyLength) return "invalid-key";
        result.Board = JsonFields.GetString(file, "board");
        if (string.IsNullOrEmpty(result.Board)) return "invalid-board";
        result.CaCertificate = JsonFields.GetString(file, "ca");
        switch (JsonFields.GetString(file, "network"))
        {
            case "wifi": result.Network = NetworkKind.Wifi; break;
            case "ethernet": result.Network = NetworkKind.Ethernet; break;
            case "cellular": result.Network = NetworkKind.Cellular; break;
            default: return "invalid-network";
        }
        return FillWifi(result, JsonFields.GetTable(file, "wifi"));
    }

    private static string FillWifi(Provisioning result, Hashtable wifi)
    {
        if (result.Network != NetworkKind.Wifi) return null;
        result.WifiSsid = JsonFields.GetString(wifi, "ssid");
        result.WifiPassword = JsonFields.GetString(wifi, "password") ?? "";
        return WifiRules.Refusal(result.WifiSsid, result.WifiPassword) == null ? null : "invalid-wifi";
    }

    private static string FillLed(Provisioning result, Hashtable led)
    {
        if (led == null) return null;
        long pin = JsonFields.GetLong(led, "pin", -1);
        if (pin < 0 || pin > 255) return "invalid-led";
        result.LedPin = (int)pin;
        result.LedActiveLow = JsonFields.GetBool(led, "active_low");
        return null;
    }

    private static bool IsGateway(string gateway)
    {
        if (gateway == null) return false;
        string authority = gateway.StartsWith("http://") ? gateway.Substring(7) : gateway.StartsWith("https://") ? gateway.Substring(8) : "";
        return authority.Length > 0 && authority[0] != '/' && gateway.IndexOf(' ') < 0 && gateway.IndexOf('?') < 0 && gateway.IndexOf('#') < 0;
    }
}
