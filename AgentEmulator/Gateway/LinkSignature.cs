using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AgentEmulator.Gateway;

/// <summary>Signatures of both directions, as PROTOCOL.md defines them: HMAC-SHA256 of a header line block and the body.</summary>
internal static class LinkSignature
{
    public const int HexLength = 64;

    public static string OfRequest(
        ReadOnlySpan<byte> key, string method, string path, string session, string counter, ReadOnlySpan<byte> body) =>
        Compute(key, HeadOfRequest(method, path, session, counter), body);

    public static string HeadOfRequest(string method, string path, string session, string counter) =>
        $"{method}\n{path}\n{session}\n{counter}\n";

    public static string OfResponse(
        ReadOnlySpan<byte> key, int status, string path, string session, string counter, ReadOnlySpan<byte> json) =>
        Compute(key, HeadOfResponse(status, path, session, counter), json);

    public static string HeadOfResponse(int status, string path, string session, string counter) =>
        string.Create(CultureInfo.InvariantCulture, $"{status}\n{path}\n{session}\n{counter}\n");

    /// <summary>Compares in constant time.</summary>
    public static bool AreEqual(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));

    public static string Compute(ReadOnlySpan<byte> key, string head, ReadOnlySpan<byte> body)
    {
        // In one piece it costs half of what an incremental hash does that is made for it.
        var length = Encoding.UTF8.GetMaxByteCount(head.Length) + body.Length;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var used = Encoding.UTF8.GetBytes(head, rented);
            body.CopyTo(rented.AsSpan(used));
            Span<byte> hash = stackalloc byte[HexLength / 2];
            HMACSHA256.HashData(key, rented.AsSpan(0, used + body.Length), hash);
            return Convert.ToHexStringLower(hash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
