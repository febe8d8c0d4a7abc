using System.Text;

namespace ImpDevice.Text;

/// <summary>JSON's number grammar: whole numbers stay whole, everything else becomes a double.</summary>
internal sealed class JsonNumberReader
{
    private readonly byte[] _bytes;
    private readonly int _start;
    private readonly int _end;
    private int _at;

    internal JsonNumberReader(byte[] bytes, int start, int end)
    {
        _bytes = bytes;
        _start = start;
        _end = end;
    }

    internal object Read(ref int at)
    {
        int first = at;
        _at = at;
        bool negative = Take((byte)'-');
        int digitsAt = _at;
        int digits = SkipDigits();
        if (digits == 0) throw new JsonException(negative ? "a digit is expected" : "a value is expected", _at - _start);
        if (digits > 1 && _bytes[digitsAt] == (byte)'0') throw new JsonException("leading zero", digitsAt - _start);
        bool whole = true;
        if (Take((byte)'.'))
        {
            whole = false;
            if (SkipDigits() == 0) throw new JsonException("a digit is expected", _at - _start);
        }
        if (Take((byte)'e') || Take((byte)'E'))
        {
            whole = false;
            if (!Take((byte)'+')) Take((byte)'-');
            if (SkipDigits() == 0) throw new JsonException("a digit is expected", _at - _start);
        }
        at = _at;
        long value;
        if (whole && TryWhole(digitsAt, digits, negative, out value)) return Box(value);
        return ReadDouble(first);
    }

    private static object Box(long value)
    {
        if (value >= int.MinValue && value <= int.MaxValue) return (int)value;
        return value;
    }

    private bool TryWhole(int digitsAt, int digits, bool negative, out long value)
    {
        value = 0;
        // 18 digits always fit a long; a nineteenth may not, and then a double is the honest answer.
        if (digits > 18) return false;
        for (int i = 0; i < digits; i++) value = (value * 10) + (_bytes[digitsAt + i] - (byte)'0');
        if (negative) value = -value;
        return true;
    }

    private object ReadDouble(int first)
    {
        string text = Encoding.UTF8.GetString(_bytes, first, _at - first);
        double value;
        if (!double.TryParse(text, out value) || double.IsNaN(value) || double.IsInfinity(value))
            throw new JsonException("number out of range", first - _start);
        return value;
    }

    private int SkipDigits()
    {
        int from = _at;
        while (_at < _end && _bytes[_at] >= (byte)'0' && _bytes[_at] <= (byte)'9') _at++;
        return _at - from;
    }

    private bool Take(byte token)
    {
        if (_at >= _end || _bytes[_at] != token) return false;
        _at++;
        return true;
    }
}
