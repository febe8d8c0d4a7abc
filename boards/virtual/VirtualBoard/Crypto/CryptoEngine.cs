using System.Security.Cryptography;

namespace VirtualBoard.Crypto;

/// <summary>The crypto accelerator of the board's chip: pure functions, taking no board time.</summary>
public static class CryptoEngine
{
    /// <summary>HMAC-SHA-256 (RFC 2104) of data.</summary>
    /// <param name="key">Key of any length.</param>
    /// <param name="data">Data.</param>
    /// <returns>32 bytes.</returns>
    public static byte[] HmacSha256(byte[] key, byte[] data) => HMACSHA256.HashData(key, data);

    /// <summary>HMAC-SHA-512 (RFC 2104) of data.</summary>
    /// <param name="key">Key of any length.</param>
    /// <param name="data">Data.</param>
    /// <returns>64 bytes.</returns>
    public static byte[] HmacSha512(byte[] key, byte[] data) => HMACSHA512.HashData(key, data);

    /// <summary>AES without padding: data is a multiple of 16 bytes.</summary>
    /// <param name="key">16, 24 or 32 bytes.</param>
    /// <param name="iv">16 bytes for CBC; null for ECB.</param>
    /// <param name="data">Clear text or cipher text.</param>
    /// <param name="encrypt">True encrypts, false decrypts.</param>
    /// <exception cref="CryptographicException">A length that AES does not take.</exception>
    public static byte[] Aes(byte[] key, byte[]? iv, byte[] data, bool encrypt)
    {
        using var aes = System.Security.Cryptography.Aes.Create();
        aes.Key = key;
        return (iv, encrypt) switch
        {
            (null, true) => aes.EncryptEcb(data, PaddingMode.None),
            (null, false) => aes.DecryptEcb(data, PaddingMode.None),
            (_, true) => aes.EncryptCbc(data, iv, PaddingMode.None),
            (_, false) => aes.DecryptCbc(data, iv, PaddingMode.None),
        };
    }
}
