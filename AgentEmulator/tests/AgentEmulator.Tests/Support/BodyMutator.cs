using System.Text;

namespace AgentEmulator.Tests.Support;

/// <summary>Bodies that are nearly right, and ones that are nothing at all; a function of the seed.</summary>
internal sealed class BodyMutator(int seed, params string[] samples)
{
    private static readonly string[] Fragments =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\ud800", "\\u0000", "null", "true", "1e999", "-0", "-1", "99999999999999999999",
        "0.1", "\"\"", "{}", "[]", "/*", "//", "\uFEFF", "\"n\":1,\"n\":2", "\"type\":\"log\"", "\"data\":", "NaN", "é", "😀", "\r\n", "\0",
    ];

    /// <summary>Every so many bodies one is a sample as it is: whatever the seed, not all of them are refused.</summary>
    private const int Unchanged = 16;

    private readonly Random _random = new(seed);
    private int _made;

    public byte[] Next()
    {
        if (_made++ % Unchanged == 0)
            return Encoding.UTF8.GetBytes(samples[_random.Next(samples.Length)]);
        if (_random.Next(10) == 0)
            return Noise();
        var body = Encoding.UTF8.GetBytes(samples[_random.Next(samples.Length)]).ToList();
        for (var i = _random.Next(4); i >= 0; i--)
            Mutate(body);
        return [.. body];
    }

    private byte[] Noise()
    {
        if (_random.Next(4) == 0)
        {
            var depth = _random.Next(2_000);
            return Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":[", depth)));
        }

        var noise = new byte[_random.Next(200)];
        _random.NextBytes(noise);
        return noise;
    }

    private void Mutate(List<byte> body)
    {
        var at = body.Count == 0 ? 0 : _random.Next(body.Count);
        switch (_random.Next(6))
        {
            case 0 when body.Count > 0:
                body[at] = (byte)_random.Next(256);
                break;
            case 1 when body.Count > 0:
                body.RemoveRange(at, _random.Next(body.Count - at + 1));
                break;
            case 2:
                body.InsertRange(at, Encoding.UTF8.GetBytes(Fragments[_random.Next(Fragments.Length)]));
                break;
            case 3 when body.Count > 0:
                var length = Math.Min(_random.Next(1, 12), body.Count - at);
                body.RemoveRange(at, length);
                body.InsertRange(at, Encoding.UTF8.GetBytes(Fragments[_random.Next(Fragments.Length)]));
                break;
            case 4 when body.Count > 0:
                var copied = body.GetRange(at, Math.Min(_random.Next(1, 40), body.Count - at));
                body.InsertRange(_random.Next(body.Count), copied);
                break;
            default:
                break; // Now and then the body stays right.
        }
    }
}
