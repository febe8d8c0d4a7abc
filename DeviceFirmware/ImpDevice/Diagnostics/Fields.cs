using System.Text;

namespace ImpDevice.Diagnostics;

/// <summary>
/// <c>key=value</c> pairs of a console line, in the order of adding. A value that is empty or has a space, <c>=</c>, <c>"</c> or <c>\</c>
/// is put in double quotes, with <c>\"</c> and <c>\\</c> inside; control characters become spaces, so a value cannot start a line of its own.
/// </summary>
public sealed class Fields
{
    private readonly StringBuilder _text = new StringBuilder();

    /// <summary>Adds a text; null adds nothing at all.</summary>
    /// <param name="key">Name without spaces.</param>
    /// <param name="value">Value, or null to leave the pair out.</param>
    /// <returns>This object.</returns>
    public Fields Add(string key, string value)
    {
        if (value == null) return this;
        _text.Append(' ');
        _text.Append(key);
        _text.Append('=');
        Append(value);
        return this;
    }

    /// <summary>Adds a whole number.</summary>
    /// <param name="key">Name without spaces.</param>
    /// <param name="value">Value.</param>
    /// <returns>This object.</returns>
    public Fields Add(string key, long value)
    {
        return Add(key, value.ToString());
    }

    /// <summary>Adds <c>true</c> or <c>false</c>.</summary>
    /// <param name="key">Name without spaces.</param>
    /// <param name="value">Value.</param>
    /// <returns>This object.</returns>
    public Fields Add(string key, bool value)
    {
        return Add(key, value ? "true" : "false");
    }

    /// <summary>The pairs, each with a space before it.</summary>
    /// <returns>Text to put behind a message.</returns>
    public override string ToString()
    {
        return _text.ToString();
    }

    private void Append(string value)
    {
        char[] characters = value.ToCharArray();
        bool quoted = characters.Length == 0;
        for (int i = 0; i < characters.Length; i++)
        {
            char c = characters[i];
            if (c < ' ' || c == '\u007f') characters[i] = ' ';
            if (c <= ' ' || c == '\u007f' || c == '=' || c == '"' || c == '\\') quoted = true;
        }
        if (!quoted)
        {
            _text.Append(value);
            return;
        }
        _text.Append('"');
        for (int i = 0; i < characters.Length; i++)
        {
            if (characters[i] == '"' || characters[i] == '\\') _text.Append('\\');
            _text.Append(characters[i]);
        }
        _text.Append('"');
    }
}
