using System.Security.Cryptography;
using System.Text;

namespace AgentEmulator.Gateway;

/// <summary>Board keys: HMAC-SHA256(factory secret, device id). Nothing is stored per board.</summary>
internal static class BoardKeys
{
    public const int KeyBytes = 32;

    public static byte[] Derive(ReadOnlySpan<byte> factorySecret, string deviceId) =>
        HMACSHA256.HashData(factorySecret, Encoding.ASCII.GetBytes(deviceId));
}
