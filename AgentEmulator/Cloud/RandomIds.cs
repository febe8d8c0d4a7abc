using System.Security.Cryptography;

namespace AgentEmulator.Cloud;

/// <summary>Ids from the operating system's cryptographic generator: for services that others can reach.</summary>
internal sealed class RandomIds : IIdSource
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    public string Hex16(string stream) => RandomNumberGenerator.GetHexString(16, lowercase: true);

    public string AgentId(string stream) => RandomNumberGenerator.GetString(Alphabet, 12);
}
