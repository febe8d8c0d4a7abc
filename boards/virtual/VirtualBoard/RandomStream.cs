using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace VirtualBoard;

/// <summary>
/// A deterministic stream of random numbers: equal seeds give equal numbers on every platform and in every version of .NET.
/// </summary>
/// <remarks>
/// The generator is xoshiro256** (Blackman and Vigna, 2018); its 256 bits of state come from SplitMix64, as its authors
/// recommend. Everything that happens by chance in a lab draws from a stream of its own, named by <see cref="For"/>, so that
/// one more draw in one place changes nothing elsewhere. Not for secrets, and not for two threads at once.
/// </remarks>
public sealed class RandomStream
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Told what each draw gave; null (default) tells nobody.</summary>
    internal Action<ulong>? Drawn { get; set; }

    /// <summary>Creates the stream of a seed.</summary>
    /// <param name="seed">Any number; neighbouring seeds give unrelated streams.</param>
    public RandomStream(ulong seed)
    {
        _s0 = SplitMix64(ref seed);
        _s1 = SplitMix64(ref seed);
        _s2 = SplitMix64(ref seed);
        _s3 = SplitMix64(ref seed);
    }

    /// <summary>Creates a stream from a bare state, for comparison with published numbers.</summary>
    internal RandomStream(ulong s0, ulong s1, ulong s2, ulong s3)
    {
        _s0 = s0;
        _s1 = s1;
        _s2 = s2;
        _s3 = s3;
    }

    /// <summary>Creates the stream that belongs to a seed and a list of names, such as a board's name and "flash".</summary>
    /// <param name="seed">The seed of the whole run.</param>
    /// <param name="names">What the stream is for. Order counts, and ("ab", "c") is another stream than ("a", "bc").</param>
    /// <returns>A stream at its beginning.</returns>
    /// <remarks>
    /// The state is derived with XXH128 from the seed (8 bytes, little-endian) followed by each name's length in UTF-8 bytes
    /// (4 bytes, little-endian) and those bytes.
    /// </remarks>
    public static RandomStream For(ulong seed, params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var hash = new XxHash128();
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(number, seed);
        hash.Append(number);
        foreach (var name in names)
        {
            var bytes = Encoding.UTF8.GetBytes(name);
            BinaryPrimitives.WriteInt32LittleEndian(number, bytes.Length);
            hash.Append(number[..4]);
            hash.Append(bytes);
        }

        var value = hash.GetCurrentHashAsUInt128();
        var low = (ulong)value;
        var high = (ulong)(value >> 64);
        return new RandomStream(SplitMix64(ref low), SplitMix64(ref low), SplitMix64(ref high), SplitMix64(ref high));
    }

    /// <summary>Returns the next 64 random bits.</summary>
    /// <returns>Any number, each equally likely.</returns>
    public ulong NextUInt64()
    {
        var result = ulong.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = ulong.RotateLeft(_s3, 45);
        Drawn?.Invoke(result);
        return result;
    }

    /// <summary>Returns a number from 0 up to, but not including, a limit.</summary>
    /// <param name="exclusiveMax">The limit, at least 1.</param>
    /// <returns>A number from 0 to <paramref name="exclusiveMax"/> - 1, each equally likely.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    public int Next(int exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exclusiveMax, 1);
        return (int)Below((ulong)exclusiveMax);
    }

    /// <summary>Returns a time span from <paramref name="min"/> up to, but not including, <paramref name="max"/>.</summary>
    /// <param name="min">The shortest span.</param>
    /// <param name="max">The limit. Equal to <paramref name="min"/>, that span is returned.</param>
    /// <returns>A span, each tick equally likely.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="max"/> is less than <paramref name="min"/>.</exception>
    public TimeSpan Next(TimeSpan min, TimeSpan max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, min);
        // The difference of two signed 64-bit counts always fits an unsigned one.
        var width = unchecked((ulong)max.Ticks - (ulong)min.Ticks);
        return width == 0 ? min : new TimeSpan(unchecked(min.Ticks + (long)Below(width)));
    }

    /// <summary>Returns a number from 0 up to, but not including, 1.</summary>
    /// <returns>One of 2^53 evenly spaced numbers, each equally likely.</returns>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Fills a buffer with random bytes.</summary>
    /// <param name="buffer">The bytes to overwrite; eight of them come from one draw, the last draw may be used in part.</param>
    public void Fill(Span<byte> buffer)
    {
        Span<byte> last = stackalloc byte[8];
        while (buffer.Length >= 8)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(buffer, NextUInt64());
            buffer = buffer[8..];
        }

        if (buffer.IsEmpty)
            return;
        BinaryPrimitives.WriteUInt64LittleEndian(last, NextUInt64());
        last[..buffer.Length].CopyTo(buffer);
    }

    /// <summary>Lemire's method: a multiplication, and a rare second draw that removes the bias.</summary>
    private ulong Below(ulong exclusiveMax)
    {
        var high = Math.BigMul(NextUInt64(), exclusiveMax, out var low);
        if (low >= exclusiveMax)
            return high;
        var threshold = unchecked(0 - exclusiveMax) % exclusiveMax;
        while (low < threshold)
            high = Math.BigMul(NextUInt64(), exclusiveMax, out low);
        return high;
    }

    private static ulong SplitMix64(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
