using System.Security.Cryptography;
using System.Text;

namespace AgentEmulator.Gateway;

/// <summary>Signs for one board: keeps what is made of its key, which costs as much as a signature. Thread-safe.</summary>
internal sealed class LinkSigner(byte[] key)
{
    private readonly Lock _gate = new();
    private IncrementalHash? _hmac;

    /// <summary>Lower-case hexadecimal HMAC-SHA256 of both parts, one after the other.</summary>
    public string Sign(string head, ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[LinkSignature.HexLength / 2];
        Span<byte> start = stackalloc byte[256];
        var bytes = head.Length * 3 <= start.Length ? start[..Encoding.UTF8.GetBytes(head, start)] : Encoding.UTF8.GetBytes(head);
        lock (_gate)
        {
            _hmac ??= IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
            _hmac.AppendData(bytes);
            _hmac.AppendData(body);
            _hmac.GetHashAndReset(hash);
        }

        return Convert.ToHexStringLower(hash);
    }
}
