using System.Net;

namespace VirtualBoard.Web;

/// <summary>IP addresses as text, for callers that have another <c>IPAddress</c> of their own.</summary>
public static class AddressText
{
    /// <summary>Reads an address.</summary>
    /// <param name="text">Four decimal numbers, or IPv6 notation.</param>
    /// <param name="scope">Scope of an IPv6 address, else 0.</param>
    /// <returns>4 or 16 bytes; null when this is no address.</returns>
    public static byte[]? Parse(string text, out long scope)
    {
        scope = 0;
        var isDotted = text.Count(static c => c == '.') == 3;
        // The host also reads "1" and "0x7f.1"; boards do not.
        if ((!isDotted && !text.Contains(':')) || text.Contains('x') || !IPAddress.TryParse(text, out var address))
            return null;
        if (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6)
            scope = address.ScopeId;
        return address.GetAddressBytes();
    }

    /// <summary>Writes an address.</summary>
    /// <param name="bytes">4 or 16 bytes.</param>
    /// <param name="scope">Scope of an IPv6 address, else 0.</param>
    public static string Format(byte[] bytes, long scope) =>
        (bytes.Length == 4 ? new IPAddress(bytes) : new IPAddress(bytes, scope)).ToString();
}
