namespace ImpDevice.Storage;

/// <summary>A fixed IPv4 configuration instead of DHCP's. Dotted text, checked by <see cref="Refusal"/> before it is stored.</summary>
public sealed class StaticAddresses
{
    /// <summary>Own address.</summary>
    public string Ip { get; set; }

    /// <summary>Netmask.</summary>
    public string Netmask { get; set; }

    /// <summary>The router's address.</summary>
    public string Gateway { get; set; }

    /// <summary>First name server.</summary>
    public string Dns1 { get; set; }

    /// <summary>Second name server, or null.</summary>
    public string Dns2 { get; set; }

    /// <summary>Checks the form, not whether the addresses fit the network: nobody can know that before it is joined.</summary>
    /// <returns>null when all are dotted addresses, otherwise what is wrong.</returns>
    public string Refusal()
    {
        if (!IsAddress(Ip)) return "ip is not a dotted address";
        if (!IsAddress(Netmask)) return "netmask is not a dotted address";
        if (!IsAddress(Gateway)) return "gateway is not a dotted address";
        if (!IsAddress(Dns1)) return "the first DNS server is not a dotted address";
        return Dns2 == null || IsAddress(Dns2) ? null : "the second DNS server is not a dotted address";
    }

    internal bool Same(StaticAddresses other)
    {
        return other != null && Ip == other.Ip && Netmask == other.Netmask && Gateway == other.Gateway && Dns1 == other.Dns1 && Dns2 == other.Dns2;
    }

    private static bool IsAddress(string text)
    {
        if (text == null) return false;
        string[] parts = text.Split('.');
        if (parts.Length != 4) return false;
        for (int i = 0; i < 4; i++)
        {
            if (parts[i].Length == 0 || parts[i].Length > 3) return false;
            int value = 0;
            for (int k = 0; k < parts[i].Length; k++)
            {
                if (parts[i][k] < '0' || parts[i][k] > '9') return false;
                value = (value * 10) + (parts[i][k] - '0');
            }
            if (value > 255) return false;
        }
        return text != "0.0.0.0";
    }
}
