using System.Net;
using VirtualBoard.FileSystem;

namespace VirtualBoard.Radio;

/// <summary>How the station gets its address, as nanoFramework's firmware keeps it on the config volume.</summary>
/// <param name="Fixed">Static address; null for DHCP.</param>
/// <param name="Mask">Subnet mask of the static address.</param>
/// <param name="Gateway">Gateway of the static address.</param>
/// <param name="Dns1">First static name server; null for automatic ones.</param>
/// <param name="Dns2">Second static name server; null for none.</param>
public sealed record AddressSettings(IPAddress? Fixed, IPAddress? Mask, IPAddress? Gateway, IPAddress? Dns1, IPAddress? Dns2)
{
    private const string Path = @"I:\con_CN1_0.sys";
    private const int Size = 4 + (5 * 4);

    /// <summary>What a new board has: DHCP.</summary>
    public static AddressSettings Default { get; } = new(null, null, null, null, null);

    /// <summary>Reads the settings; missing or damaged ones are the default.</summary>
    /// <param name="files">The config volume.</param>
    public static AddressSettings Load(BoardFileSystem files)
    {
        if (files.ReadSystemFile(Path) is not { Length: Size } block || !block.AsSpan(0, 4).SequenceEqual("CN1\0"u8))
            return Default;
        return new(Get(block, 0), Get(block, 1), Get(block, 2), Get(block, 3), Get(block, 4));
    }

    /// <summary>Writes the settings to flash.</summary>
    /// <param name="files">The config volume.</param>
    public void Save(BoardFileSystem files)
    {
        var block = new byte[Size];
        "CN1\0"u8.CopyTo(block);
        Put(block, 0, Fixed);
        Put(block, 1, Mask);
        Put(block, 2, Gateway);
        Put(block, 3, Dns1);
        Put(block, 4, Dns2);
        files.WriteSystemFile(Path, block);
    }

    // No address is 0.0.0.0, which nobody can use as one.
    private static IPAddress? Get(byte[] block, int index)
    {
        var address = new IPAddress(block.AsSpan(4 + (index * 4), 4));
        return address.Equals(IPAddress.Any) ? null : address;
    }

    private static void Put(byte[] block, int index, IPAddress? address) =>
        address?.GetAddressBytes().CopyTo(block, 4 + (index * 4));
}
