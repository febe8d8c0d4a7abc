using System.Buffers.Binary;
using System.Text;
using VirtualBoard.FileSystem;

namespace VirtualBoard.Radio;

/// <summary>The station settings that nanoFramework's firmware keeps on the config volume, in a file of its own beside those of the application.</summary>
/// <param name="Ssid">Network name; empty for none. Kept up to 32 bytes of UTF-8.</param>
/// <param name="Password">Password. Kept up to 64 bytes of UTF-8.</param>
/// <param name="Options">Bits of <c>Wireless80211Configuration.ConfigurationOptions</c>.</param>
/// <param name="Authentication">Number of the authentication type.</param>
/// <param name="Encryption">Number of the encryption type.</param>
/// <param name="Radio">Number of the radio type.</param>
public sealed record WifiSettings(string Ssid, string Password, byte Options, byte Authentication, byte Encryption, byte Radio)
{
    private const string Path = @"I:\con_CW1_0.sys";
    private const byte AutoConnectBit = 4;
    private const int Size = 108;
    private const int SsidAt = 11;
    private const int PasswordAt = SsidAt + 32;
    private const int OptionsAt = PasswordAt + 64;

    /// <summary>What a new board has: no network, but set to join one at boot as soon as it is told which (AutoConnect, Enable, SmartConfig).</summary>
    public static WifiSettings Default { get; } = new("", "", 14, 8, 5, 8);

    /// <summary>Whether the firmware joins the network at boot by itself.</summary>
    public bool JoinsAtBoot => (Options & AutoConnectBit) != 0 && Ssid.Length > 0;

    /// <summary>Reads the settings; missing or damaged ones are the default.</summary>
    /// <param name="files">The config volume.</param>
    public static WifiSettings Load(BoardFileSystem files)
    {
        if (files.ReadSystemFile(Path) is not { Length: Size } block || !block.AsSpan(0, 4).SequenceEqual("CW1\0"u8))
            return Default;
        return new(Text(block, SsidAt, 32), Text(block, PasswordAt, 64), block[OptionsAt], block[8], block[9], block[10]);
    }

    /// <summary>Writes the settings to flash.</summary>
    /// <param name="files">The config volume.</param>
    public void Save(BoardFileSystem files)
    {
        var block = new byte[Size];
        "CW1\0"u8.CopyTo(block);
        BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(4), 0);
        (block[8], block[9], block[10], block[OptionsAt]) = (Authentication, Encryption, Radio, Options);
        Put(Ssid, block.AsSpan(SsidAt, 32));
        Put(Password, block.AsSpan(PasswordAt, 64));
        files.WriteSystemFile(Path, block);
    }

    private static string Text(byte[] block, int at, int length)
    {
        var bytes = block.AsSpan(at, length);
        var end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }

    private static void Put(string text, Span<byte> field)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        bytes.AsSpan(0, Math.Min(bytes.Length, field.Length)).CopyTo(field);
    }
}
