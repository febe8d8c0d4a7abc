using VirtualBoard.Tracing;

namespace AgentEmulator.Exploration;

/// <summary>Where two traces differ for the first time.</summary>
/// <param name="Line">Line of the file, from 1: the number of the entry.</param>
/// <param name="Expected">What the earlier trace has there; null when it ends before.</param>
/// <param name="Found">What this run has there; null when it ends before.</param>
internal sealed record TraceDifference(long Line, string? Expected, string? Found);

/// <summary>Writes a trace to a file, line by line, and compares it with one that was written before.</summary>
internal sealed class TraceFiles : IDisposable
{
    private readonly StreamWriter? _writer;
    private readonly StreamReader? _reader;
    private long _line;

    /// <param name="write">File to write; null for none.</param>
    /// <param name="against">File to compare with; null for none.</param>
    /// <exception cref="IOException">One of them cannot be opened.</exception>
    public TraceFiles(string? write, string? against)
    {
        _reader = against is null ? null : new StreamReader(against);
        _writer = write is null ? null : new StreamWriter(write) { NewLine = "\n" };
    }

    public bool IsCompared => _reader is not null;

    /// <summary>The first difference; null as long as there is none.</summary>
    public TraceDifference? Difference { get; private set; }

    /// <summary>Takes an entry.</summary>
    public void Sink(TraceEntry entry)
    {
        // A line of a console may hold anything but the end of a line.
        var text = entry.ToString();
        _writer?.WriteLine(text);
        _line++;
        if (_reader is null || Difference is not null)
            return;
        var expected = _reader.ReadLine();
        if (expected != text)
            Difference = new TraceDifference(_line, expected, text);
    }

    /// <summary>The run is over: what the earlier trace has beyond it is a difference too.</summary>
    public void End()
    {
        _writer?.Flush();
        if (_reader is not null && Difference is null && _reader.ReadLine() is { } more)
            Difference = new TraceDifference(_line + 1, more, null);
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _reader?.Dispose();
    }
}
