using VirtualBoard.Crypto;
using VirtualBoard.NanoApi.Cryptography;

namespace System.Security.Cryptography;

/// <summary>Stands in for nanoFramework's HMAC-SHA-256; the same on hardware, where it takes time.</summary>
public class HMACSHA256 : IDisposable
{
    private byte[] _key;

    public HMACSHA256()
        : this(KeyedHash.RandomKey())
    {
    }

    public HMACSHA256(byte[] key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _key = key;
    }

    /// <summary>The last hash computed; null before.</summary>
    public byte[]? Hash { get; private set; }

    public byte[] Key
    {
        get => _key;
        set => _key = value ?? throw new ArgumentNullException();
    }

    public static byte[] HashData(byte[] key, byte[] source) => KeyedHash.Compute(CryptoEngine.HmacSha256, key, source);

    public byte[] ComputeHash(byte[] buffer) => Hash = HashData(_key, buffer);

    public void Dispose() => Dispose(true);

    protected void Dispose(bool disposing)
    {
        if (disposing)
            (_key, Hash) = ([], null);
    }
}
