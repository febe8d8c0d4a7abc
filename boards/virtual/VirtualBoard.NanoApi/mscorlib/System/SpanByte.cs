namespace System;

/// <summary>Stands in for nanoFramework's view of a part of a byte array, the v1 forerunner of Span&lt;byte&gt;.</summary>
public readonly ref struct SpanByte
{
    private readonly byte[]? _array;
    private readonly int _start;

    public SpanByte(byte[]? array)
    {
        _array = array;
        Length = array?.Length ?? 0;
    }

    public SpanByte(byte[]? array, int start, int length)
    {
        var size = array?.Length ?? 0;
        if (start < 0 || length < 0 || start > size - length)
            throw new ArgumentOutOfRangeException();
        _array = array;
        _start = start;
        Length = length;
    }

    public static SpanByte Empty => default;

    public int Length { get; }

    public bool IsEmpty => Length == 0;

    /// <summary>The view as the host's span, for the code that fills it.</summary>
    internal Span<byte> Bytes => new(_array, _start, Length);

    /// <exception cref="ArgumentOutOfRangeException">Index at or past the length.</exception>
    /// <exception cref="IndexOutOfRangeException">Index before the array.</exception>
    public byte this[int index]
    {
        get => _array![At(index)];
        set => _array![At(index)] = value;
    }

    public static implicit operator SpanByte(byte[]? array) => new(array);

    public void CopyTo(SpanByte destination)
    {
        if (destination.Length < Length)
            throw new ArgumentException();
        // The device copies byte by byte from the front, which shows when the views overlap.
        for (var i = 0; i < Length; i++)
            destination[i] = this[i];
    }

    public SpanByte Slice(int start) => Slice(start, Length - start);

    public SpanByte Slice(int start, int length)
    {
        if (start < 0 || length < 0 || start > Length - length)
            throw new ArgumentOutOfRangeException();
        return new SpanByte(_array, _start + start, length);
    }

    public byte[] ToArray() => Bytes.ToArray();

    // As on the device a negative index is only stopped by the array's own check.
    private int At(int index) => index < Length ? _start + index : throw new ArgumentOutOfRangeException();
}
