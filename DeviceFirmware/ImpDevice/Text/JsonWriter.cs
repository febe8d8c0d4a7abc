using System.Collections;
using System.Text;

namespace ImpDevice.Text;

/// <summary>Compact JSON into UTF-8 bytes.</summary>
internal sealed class JsonWriter
{
    private readonly ByteBuffer _out = new ByteBuffer(128, Json.MaxBytes);
    private int _depth;

    internal byte[] ToArray()
    {
        return _out.ToArray();
    }

    internal void Value(object value)
    {
        if (value == null) _out.AppendAscii("null");
        else if (value is string) String((string)value);
        else if (value is bool) _out.AppendAscii((bool)value ? "true" : "false");
        else if (value is Hashtable) Object((Hashtable)value);
        else if (value is IList) Array((IList)value);
        else Number(value);
    }

    private void Object(Hashtable table)
    {
        Enter();
        _out.Append((byte)'{');
        bool first = true;
        foreach (DictionaryEntry entry in table)
        {
            string name = entry.Key as string;
            if (name == null) throw new JsonException("a name that is not a string: " + entry.Key.GetType().FullName, -1);
            if (!first) _out.Append((byte)',');
            first = false;
            String(name);
            _out.Append((byte)':');
            Value(entry.Value);
        }
        _out.Append((byte)'}');
        _depth--;
    }

    private void Array(IList list)
    {
        Enter();
        _out.Append((byte)'[');
        for (int i = 0; i < list.Count; i++)
        {
            if (i > 0) _out.Append((byte)',');
            Value(list[i]);
        }
        _out.Append((byte)']');
        _depth--;
    }

    private void Number(object value)
    {
        if (value is double) Double((double)value);
        else if (value is float) Double((float)value);
        else if (value is int || value is long || value is uint || value is ulong || value is short || value is ushort
            || value is byte || value is sbyte) _out.AppendAscii(value.ToString());
        else throw new JsonException("no JSON form for " + value.GetType().FullName, -1);
    }

    private void Double(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value)) throw new JsonException("no JSON form for NaN and infinity", -1);
        _out.AppendAscii(value.ToString());
    }

    private void String(string text)
    {
        _out.Append((byte)'"');
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        int runStart = 0;
        for (int i = 0; i < utf8.Length; i++)
        {
            byte next = utf8[i];
            if (next >= 0x20 && next != (byte)'"' && next != (byte)'\\') continue;
            _out.Append(utf8, runStart, i - runStart);
            runStart = i + 1;
            Escape(next);
        }
        _out.Append(utf8, runStart, utf8.Length - runStart);
        _out.Append((byte)'"');
    }

    private void Escape(byte next)
    {
        _out.Append((byte)'\\');
        switch (next)
        {
            case (byte)'"':
            case (byte)'\\': _out.Append(next); break;
            case 8: _out.Append((byte)'b'); break;
            case 9: _out.Append((byte)'t'); break;
            case 10: _out.Append((byte)'n'); break;
            case 12: _out.Append((byte)'f'); break;
            case 13: _out.Append((byte)'r'); break;
            default:
                _out.AppendAscii("u00");
                _out.AppendAscii(Hex.Encode(new byte[] { next }));
                break;
        }
    }

    private void Enter()
    {
        if (++_depth > Json.MaxDepth) throw new JsonException("deeper than " + Json.MaxDepth.ToString() + " levels", -1);
    }
}
