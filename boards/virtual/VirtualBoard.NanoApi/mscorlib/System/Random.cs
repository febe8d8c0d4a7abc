using VirtualBoard.NanoApi;
using VirtualBoard.NanoApi.Objects;

namespace System;

/// <summary>Stands in for nanoFramework's random numbers, with the generator of the device's C library (newlib's <c>rand</c>).</summary>
/// <remarks>
/// The same seed gives the same numbers, on the device too as long as nothing else draws: there all objects share one state, here
/// each has its own. Without a seed one is drawn from the board's random stream. <see cref="NextDouble"/> can be 1.
/// </remarks>
public class Random
{
    private ulong _state;

    public Random() => _state = unchecked((uint)BoardRandom.Of(Machine.Enter()).NextUInt64());

    public Random(int seed) => _state = unchecked((uint)seed);

    public virtual int Next() => Draw();

    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public virtual int Next(int maxValue) =>
        maxValue > 0 ? Draw() % maxValue : throw new ArgumentOutOfRangeException();

    public virtual double NextDouble() => Draw() / (double)int.MaxValue;

    public virtual void NextBytes(byte[] buffer)
    {
        if (buffer is null)
            throw new NullReferenceException();
        for (var i = 0; i < buffer.Length; i++)
            buffer[i] = (byte)Draw();
    }

    private int Draw()
    {
        _state = unchecked((_state * 6_364_136_223_846_793_005) + 1);
        return (int)(_state >> 32) & int.MaxValue;
    }
}
