using System.Net;

namespace VirtualBoard.Radio;

/// <summary>Reads addresses as nanoFramework's network settings take them.</summary>
public static class AddressReader
{
    /// <summary>Reads four decimal numbers.</summary>
    /// <param name="text">The address.</param>
    /// <returns>The address; null for 0.0.0.0, which stands for none.</returns>
    /// <exception cref="ArgumentException">This is no IPv4 address.</exception>
    public static IPAddress? Read(string text)
    {
        if (Web.AddressText.Parse(text, out _) is not { Length: 4 } bytes)
            throw new ArgumentException("This is no IPv4 address.", nameof(text));
        var address = new IPAddress(bytes);
        return address.Equals(IPAddress.Any) ? null : address;
    }
}
