using System.Collections;
using System.Text;

namespace ImpDevice.Text;

/// <summary>Recursive descent over UTF-8 bytes; depth is bounded, so recursion is.</summary>
internal sealed class JsonReader
{
    private readonly byte[] _bytes;
    private readonly int _start;
    private readonly int _end;
    private int _at;
    private int _depth;

    internal JsonReader(byte[] bytes, int offset, int count)
    {
        _bytes = bytes;
        _start = offset;
        _at = offset;
        _end = offset + count;
    }

    internal object ReadDocument()
    {
        if (_end - _start > Json.MaxBytes) throw Error("longer than " + Json.MaxBytes.ToString() + " bytes");
        object value = ReadValue();
        SkipSpace();
        if (_at < _end) throw Error("text after the value");
        return value;
    }

    private object ReadValue()
    {
        SkipSpace();
        byte next = Peek("a value");
        switch (next)
        {
            case (byte)'{': return ReadObject();
            case (byte)'[': return ReadArray();
            case (byte)'"': return ReadString();
            case (byte)'t': return ReadWord("true", true);
            case (byte)'f': return ReadWord("false", false);
            case (byte)'n': return ReadWord("null", null);
            default: return new JsonNumberReader(_bytes, _start, _end).Read(ref _at);
        }
    }

    private Hashtable ReadObject()
    {
        Enter();
        Hashtable table = new Hashtable();
        SkipSpace();
        if (!Take((byte)'}'))
        {
            do
            {
                SkipSpace();
                if (Peek("a name") != (byte)'"') throw Error("a name in quotes is expected");
                int nameAt = _at;
                string name = ReadString();
                if (table.Contains(name)) throw new JsonException("name \"" + name + "\" twice in one object", nameAt - _start);
                SkipSpace();
                Expect((byte)':', "':'");
                table.Add(name, ReadValue());
                SkipSpace();
            }
            while (Take((byte)','));
            Expect((byte)'}', "',' or '}'");
        }
        _depth--;
        return table;
    }

    private ArrayList ReadArray()
    {
        Enter();
        ArrayList list = new ArrayList();
        SkipSpace();
        if (!Take((byte)']'))
        {
            do
            {
                list.Add(ReadValue());
                SkipSpace();
            }
            while (Take((byte)','));
            Expect((byte)']', "',' or ']'");
        }
        _depth--;
        return list;
    }

    private string ReadString()
    {
        _at++;
        int runStart = _at;
        ByteBuffer unescaped = null;
        while (true)
        {
            byte next = Peek("the end of a string");
            if (next == (byte)'"')
            {
                string text = unescaped == null ? Text(runStart, _at - runStart) : Finish(unescaped, runStart);
                _at++;
                return text;
            }
            if (next < 0x20) throw Error("control character in a string");
            if (next != (byte)'\\')
            {
                int length = Utf8.SequenceLength(_bytes, _at, _end);
                if (length == 0) throw Error("not UTF-8");
                _at += length;
                continue;
            }
            if (unescaped == null) unescaped = new ByteBuffer(64, Json.MaxBytes);
            unescaped.Append(_bytes, runStart, _at - runStart);
            _at++;
            ReadEscape(unescaped);
            runStart = _at;
        }
    }

    private string Finish(ByteBuffer unescaped, int runStart)
    {
        unescaped.Append(_bytes, runStart, _at - runStart);
        return unescaped.ToString();
    }

    private void ReadEscape(ByteBuffer into)
    {
        byte kind = Peek("an escape");
        _at++;
        switch (kind)
        {
            case (byte)'"':
            case (byte)'\\':
            case (byte)'/': into.Append(kind); break;
            case (byte)'b': into.Append(8); break;
            case (byte)'f': into.Append(12); break;
            case (byte)'n': into.Append(10); break;
            case (byte)'r': into.Append(13); break;
            case (byte)'t': into.Append(9); break;
            case (byte)'u': into.AppendCodePoint(ReadCodePoint()); break;
            default:
                _at--;
                throw Error("unknown escape");
        }
    }

    private int ReadCodePoint()
    {
        int at = _at;
        int code = ReadHex4();
        if (code == 0) throw new JsonException("U+0000 cannot be held by a string on this board", at - _start);
        if (code >= 0xDC00 && code <= 0xDFFF) throw new JsonException("half of a surrogate pair", at - _start);
        if (code < 0xD800 || code > 0xDBFF) return code;
        if (_at + 1 >= _end || _bytes[_at] != (byte)'\\' || _bytes[_at + 1] != (byte)'u')
            throw new JsonException("half of a surrogate pair", at - _start);
        _at += 2;
        int low = ReadHex4();
        if (low < 0xDC00 || low > 0xDFFF) throw new JsonException("half of a surrogate pair", at - _start);
        return 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }

    private int ReadHex4()
    {
        int code = 0;
        for (int i = 0; i < 4; i++)
        {
            int digit = Hex.Digit(Peek("four hex digits"));
            if (digit < 0) throw Error("four hex digits are expected");
            code = (code << 4) | digit;
            _at++;
        }
        return code;
    }

    private object ReadWord(string word, object value)
    {
        byte[] expected = Encoding.UTF8.GetBytes(word);
        for (int i = 0; i < expected.Length; i++)
            if (_at + i >= _end || _bytes[_at + i] != expected[i]) throw Error("a value is expected");
        _at += expected.Length;
        return value;
    }

    private string Text(int offset, int count)
    {
        return count == 0 ? "" : Encoding.UTF8.GetString(_bytes, offset, count);
    }

    private void Enter()
    {
        if (++_depth > Json.MaxDepth) throw Error("deeper than " + Json.MaxDepth.ToString() + " levels");
        _at++;
    }

    private void SkipSpace()
    {
        while (_at < _end)
        {
            byte next = _bytes[_at];
            if (next != (byte)' ' && next != (byte)'\t' && next != (byte)'\n' && next != (byte)'\r') return;
            _at++;
        }
    }

    private byte Peek(string expected)
    {
        if (_at >= _end) throw Error("the text ends where " + expected + " is expected");
        return _bytes[_at];
    }

    private bool Take(byte token)
    {
        if (_at >= _end || _bytes[_at] != token) return false;
        _at++;
        return true;
    }

    private void Expect(byte token, string name)
    {
        if (!Take(token)) throw Error(name + " is expected");
    }

    private JsonException Error(string message)
    {
        return new JsonException(message, _at - _start);
    }
}
