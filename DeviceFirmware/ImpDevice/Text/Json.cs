using System.Collections;
using System.Text;

namespace ImpDevice.Text;

/// <summary>
/// JSON text to and from plain objects, small enough for the board.
/// Shapes: object = <see cref="Hashtable"/> with string keys, array = <see cref="ArrayList"/>, string, bool, null,
/// whole number = int when it fits, else long, any other number = double.
/// </summary>
/// <remarks>
/// The reader is strict: nothing after the value, no duplicate names, no comments, valid UTF-8 only. It refuses U+0000, because
/// nanoFramework strings end at it. It keeps no order of names, and neither does the writer.
/// </remarks>
public static class Json
{
    /// <summary>Arrays and objects inside each other: 32 levels, reading and writing.</summary>
    public const int MaxDepth = 32;

    /// <summary>Longest text read or written, in bytes: 262,144 (imp's message limit).</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Reads one JSON value.</summary>
    /// <param name="text">The whole text.</param>
    /// <returns>The value in the shapes of this class; null for JSON null.</returns>
    /// <exception cref="JsonException">Not JSON, too deep or too long; names the byte.</exception>
    public static object Parse(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return Parse(utf8, 0, utf8.Length);
    }

    /// <summary>Reads one JSON value from UTF-8 bytes without copying them.</summary>
    /// <param name="utf8">Buffer that holds the text.</param>
    /// <param name="offset">First byte of the text.</param>
    /// <param name="count">Length of the text in bytes.</param>
    /// <returns>The value in the shapes of this class; null for JSON null.</returns>
    /// <exception cref="JsonException">Not JSON, too deep or too long; names the byte.</exception>
    public static object Parse(byte[] utf8, int offset, int count)
    {
        return new JsonReader(utf8, offset, count).ReadDocument();
    }

    /// <summary>Writes one value as compact JSON.</summary>
    /// <param name="value">null, bool, string, any integer, float or double (finite), a Hashtable with string keys, an ArrayList or an array.</param>
    /// <returns>The text.</returns>
    /// <exception cref="JsonException">A value of another kind, NaN or infinity, too deep (a cycle ends here too) or too long.</exception>
    public static string Write(object value)
    {
        byte[] utf8 = WriteUtf8(value);
        return Encoding.UTF8.GetString(utf8, 0, utf8.Length);
    }

    /// <summary>Writes one value as compact JSON in UTF-8.</summary>
    /// <param name="value">As for <see cref="Write"/>.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="JsonException">As for <see cref="Write"/>.</exception>
    public static byte[] WriteUtf8(object value)
    {
        JsonWriter writer = new JsonWriter();
        writer.Value(value);
        return writer.ToArray();
    }
}
