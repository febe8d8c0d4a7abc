using System.Net.NetworkInformation;
using ImpDevice.Text;

namespace ImpDevice.Networking;

/// <summary>Who this board is: its factory MAC address, and the imp device ID made from it.</summary>
public sealed class DeviceIdentity
{
    private const int MacLength = 6;

    /// <summary>Makes the identity that belongs to a MAC address.</summary>
    /// <param name="mac">Six bytes.</param>
    public DeviceIdentity(byte[] mac)
    {
        Mac = Hex.Encode(mac);
        DeviceId = "5000" + Mac;
    }

    /// <summary>12 lower-case hex digits.</summary>
    public string Mac { get; }

    /// <summary>16 lower-case hex digits: <c>5000</c> and the MAC address.</summary>
    public string DeviceId { get; }

    /// <summary>
    /// Reads the MAC address of the WiFi station interface, which on an ESP32 is the factory address that the others are counted from;
    /// of another interface when there is none.
    /// </summary>
    /// <returns>The identity; all zeros when no interface has an address.</returns>
    public static DeviceIdentity OfBoard()
    {
        byte[] mac = MacOf(Interfaces.Find(NetworkInterfaceType.Wireless80211)) ?? MacOf(Interfaces.Find(NetworkInterfaceType.Ethernet));
        return new DeviceIdentity(mac ?? AnyMac() ?? new byte[MacLength]);
    }

    private static byte[] AnyMac()
    {
        NetworkInterface[] all = NetworkInterface.GetAllNetworkInterfaces();
        for (int i = 0; i < all.Length; i++)
        {
            byte[] mac = MacOf(all[i]);
            if (mac != null) return mac;
        }
        return null;
    }

    private static byte[] MacOf(NetworkInterface found)
    {
        byte[] mac = found == null ? null : found.PhysicalAddress;
        if (mac == null || mac.Length != MacLength) return null;
        int any = 0;
        for (int i = 0; i < MacLength; i++) any |= mac[i];
        return any == 0 ? null : mac;
    }
}
