using System;

namespace ImpDevice.Runtime;

/// <summary>Waiting times that double from a first to a longest one, each up to a quarter shorter by chance, so that boards spread out.</summary>
internal sealed class Backoff
{
    private readonly int _firstMs;
    private readonly int _longestMs;
    private readonly Random _random;
    private int _nextMs;

    internal Backoff(int firstMs, int longestMs, Random random)
    {
        _firstMs = firstMs;
        _longestMs = longestMs;
        _random = random;
        _nextMs = firstMs;
    }

    /// <summary>How long to wait now.</summary>
    internal int Next()
    {
        int whole = _nextMs;
        _nextMs = whole > _longestMs / 2 ? _longestMs : whole * 2;
        return whole - _random.Next((whole / 4) + 1);
    }

    /// <summary>It worked: the next failure waits the first time again.</summary>
    internal void Reset()
    {
        _nextMs = _firstMs;
    }
}
