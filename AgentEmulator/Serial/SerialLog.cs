using System.Globalization;
using System.Text;
using AgentEmulator.Cli;

namespace AgentEmulator.Serial;

/// <summary>A file with everything that a board sends: one line for each of its lines, as raw as text can be, behind a time stamp.</summary>
/// <remarks>Printable ASCII stands as it is, a backslash is doubled, every other byte is written \xHH.</remarks>
internal sealed class SerialLog : IDisposable
{
    private readonly StreamWriter _file;
    private readonly TimeProvider _time;
    private readonly StringBuilder _line = new();
    private DateTimeOffset _lineBegan;

    private SerialLog(StreamWriter file, TimeProvider time)
    {
        _file = file;
        _time = time;
    }

    /// <exception cref="EnvironmentFailureException">The file cannot be written.</exception>
    public static SerialLog Create(FileInfo path, TimeProvider time)
    {
        try
        {
            return new SerialLog(new StreamWriter(path.FullName, append: false) { AutoFlush = true }, time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentFailureException($"The log {path.FullName} cannot be written: {e.Message} Choose another with --log.", e);
        }
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        foreach (var next in bytes)
        {
            if (_line.Length == 0)
                _lineBegan = _time.GetUtcNow();
            switch (next)
            {
                case (byte)'\n':
                    EndLine();
                    break;
                case (byte)'\\':
                    _line.Append(@"\\");
                    break;
                case >= (byte)' ' and <= (byte)'~':
                    _line.Append((char)next);
                    break;
                default:
                    _line.Append(CultureInfo.InvariantCulture, $"\\x{next:X2}");
                    break;
            }
        }
    }

    public void Dispose()
    {
        if (_line.Length > 0)
            EndLine();
        _file.Dispose();
    }

    private void EndLine()
    {
        // The CR of a CR LF says nothing.
        if (_line.Length >= 4 && _line.ToString(_line.Length - 4, 4) == @"\x0D")
            _line.Length -= 4;
        _file.Write(_lineBegan.ToString("yyyy-MM-ddTHH:mm:ss.fffZ ", CultureInfo.InvariantCulture));
        _file.WriteLine(_line);
        _line.Clear();
    }
}
