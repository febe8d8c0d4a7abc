using System.Text;
using VirtualBoard.Tracing;

namespace VirtualBoard;

/// <summary>One line that a board printed.</summary>
/// <param name="At">Lab time at which the line ended.</param>
/// <param name="Text">The line without its end.</param>
public readonly record struct ConsoleLine(TimeSpan At, string Text);

/// <summary>The serial console of a board: what firmware prints, line by line.</summary>
public sealed class SerialConsole
{
    private const int Kept = 2_000;
    private const int MaxLineLength = 4_096;

    private readonly Board _board;
    private readonly Queue<ConsoleLine> _lines = new();
    private readonly StringBuilder _partial = new();

    internal SerialConsole(Board board) => _board = board;

    /// <summary>Raised for each finished line, with the baton. Handlers must not block.</summary>
    public event Action<ConsoleLine>? LineWritten;

    /// <summary>The last 2,000 lines, oldest first.</summary>
    public IReadOnlyCollection<ConsoleLine> Lines => _lines;

    /// <summary>Prints text; a line feed ends a line, and so does its 4,096th character.</summary>
    /// <param name="text">What firmware prints.</param>
    public void Write(string text)
    {
        foreach (var c in text)
        {
            if (c == '\n' || _partial.Length == MaxLineLength)
                EndLine();
            if (c is not ('\r' or '\n'))
                _partial.Append(c);
        }
    }

    /// <summary>Prints text and ends the line.</summary>
    /// <param name="text">What firmware prints.</param>
    public void WriteLine(string text)
    {
        Write(text);
        EndLine();
    }

    /// <summary>Ends a line that power-off left unfinished, so that the next boot begins on its own.</summary>
    internal void Break()
    {
        if (_partial.Length > 0)
            EndLine();
    }

    /// <summary>A stack trace names files of this computer, and which frames it has is the JIT's business.</summary>
    private static string WithoutFrames(string text)
    {
        var frames = text.IndexOf("   at ", StringComparison.Ordinal);
        return frames < 0 ? text : text[..frames];
    }

    private void EndLine()
    {
        var line = new ConsoleLine(_board.Lab.Now, _partial.ToString());
        _partial.Clear();
        _board.Trace(TraceKind.Console, WithoutFrames(line.Text));
        _lines.Enqueue(line);
        if (_lines.Count > Kept)
            _lines.Dequeue();
        LineWritten?.Invoke(line);
    }
}
