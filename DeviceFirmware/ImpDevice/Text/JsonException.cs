using System;

namespace ImpDevice.Text;

/// <summary>Text is not JSON as this board accepts it, or a value cannot be written as JSON.</summary>
public sealed class JsonException : Exception
{
    /// <summary>Makes the error for a place in the text.</summary>
    /// <param name="message">What is wrong, without the place.</param>
    /// <param name="position">Byte offset from the start of the JSON text (UTF-8), or -1 when writing.</param>
    public JsonException(string message, int position)
        : base(position < 0 ? message : message + " at byte " + position.ToString())
    {
        Position = position;
    }

    /// <summary>Byte offset from the start of the JSON text (UTF-8), or -1 for an error while writing.</summary>
    public int Position { get; }
}
