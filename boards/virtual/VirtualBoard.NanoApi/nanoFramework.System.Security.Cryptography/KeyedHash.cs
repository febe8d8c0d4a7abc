using VirtualBoard.NanoApi;

namespace VirtualBoard.NanoApi.Cryptography;

/// <summary>What both HMAC types do, with the size and the function they differ by.</summary>
internal static class KeyedHash
{
    private const int DefaultKeySize = 64;

    /// <summary>A key from the board's own random stream, for the constructors without one.</summary>
    public static byte[] RandomKey() => BoardRandom.Bytes(Machine.Enter(), DefaultKeySize);

    /// <exception cref="ArgumentNullException">There is no key or no data.</exception>
    public static byte[] Compute(Func<byte[], byte[], byte[]> hash, byte[] key, byte[] data)
    {
        Machine.Enter();
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(data);
        return hash(key, data);
    }
}
