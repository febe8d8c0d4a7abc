using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AgentEmulator.Cloud;

/// <summary>Ids that are a function of the seed: for simulated runs and tests. Guessable by whoever knows the seed.</summary>
internal sealed class SeededIds(ulong seed) : IIdSource
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    public string Hex16(string stream) => Convert.ToHexStringLower(Next(stream).AsSpan(0, 8));

    public string AgentId(string stream)
    {
        var bytes = Next(stream);
        return string.Create(12, bytes, static (text, source) =>
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = Alphabet[source[i] % Alphabet.Length];
        });
    }

    private byte[] Next(string stream)
    {
        long n;
        lock (_gate)
        {
            n = _counts.GetValueOrDefault(stream) + 1;
            _counts[stream] = n;
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}/{stream}/{n}")));
    }
}
