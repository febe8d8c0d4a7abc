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
        Compute(key, $"{method}\n{path}\n{session}\n{counter}\n", body);

    public static string OfResponse(
        ReadOnlySpan<byte> key, int status, string path, string session, string counter, ReadOnlySpan<byte> json) =>
        Compute(key, string.Create(CultureInfo.InvariantCulture, $"{status}\n{path}\n{session}\n{counter}\n"), json);

    /// <summary>Compares in constant time.</summary>
    public static bool AreEqual(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));

    private static string Compute(ReadOnlySpan<byte> key, string head, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes(head));
        hmac.AppendData(body);
        return Convert.ToHexStringLower(hmac.GetHashAndReset());
    }
}
