using System;
using System.Text;

namespace ImpDevice.Text;

/// <summary>Growing byte array with a bound.</summary>
internal sealed class ByteBuffer
{
    private readonly int _limit;
    private byte[] _bytes;
    private int _count;

    internal ByteBuffer(int capacity, int limit)
    {
        _bytes = new byte[capacity];
        _limit = limit;
    }

    internal int Count
    {
        get { return _count; }
    }

    internal void Append(byte value)
    {
        Reserve(1);
        _bytes[_count++] = value;
    }

    internal void Append(byte[] source, int offset, int count)
    {
        Reserve(count);
        Array.Copy(source, offset, _bytes, _count, count);
        _count += count;
    }

    internal void AppendAscii(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Append(bytes, 0, bytes.Length);
    }

    /// <summary>Appends a code point (not a surrogate) as UTF-8.</summary>
    internal void AppendCodePoint(int code)
    {
        if (code < 0x80)
        {
            Append((byte)code);
        }
        else if (code < 0x800)
        {
            Append((byte)(0xC0 | (code >> 6)));
            Append((byte)(0x80 | (code & 0x3F)));
        }
        else if (code < 0x10000)
        {
            Append((byte)(0xE0 | (code >> 12)));
            Append((byte)(0x80 | ((code >> 6) & 0x3F)));
            Append((byte)(0x80 | (code & 0x3F)));
        }
        else
        {
            Append((byte)(0xF0 | (code >> 18)));
            Append((byte)(0x80 | ((code >> 12) & 0x3F)));
            Append((byte)(0x80 | ((code >> 6) & 0x3F)));
            Append((byte)(0x80 | (code & 0x3F)));
        }
    }

    internal byte[] ToArray()
    {
        byte[] copy = new byte[_count];
        Array.Copy(_bytes, 0, copy, 0, _count);
        return copy;
    }

    public override string ToString()
    {
        return _count == 0 ? "" : Encoding.UTF8.GetString(_bytes, 0, _count);
    }

    private void Reserve(int more)
    {
        int needed = _count + more;
        if (needed > _limit) throw new JsonException("longer than " + _limit.ToString() + " bytes", -1);
        if (needed <= _bytes.Length) return;
        int capacity = _bytes.Length * 2;
        if (capacity < needed) capacity = needed;
        if (capacity > _limit) capacity = _limit;
        byte[] larger = new byte[capacity];
        Array.Copy(_bytes, 0, larger, 0, _count);
        _bytes = larger;
    }
}
