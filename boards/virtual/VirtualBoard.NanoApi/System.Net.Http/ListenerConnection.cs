using System.Net.Sockets;
using System.Text;

namespace System.Net;

/// <summary>A connection that an <see cref="HttpListener"/> has accepted: its socket, and what was read from it ahead.</summary>
/// <param name="socket">The socket.</param>
/// <param name="stream">The stream over it, which owns it.</param>
internal sealed class ListenerConnection(Socket socket, NetworkStream stream) : IDisposable
{
    private const int LongestLine = 4_000;
    private const int ReadAhead = 256;

    private readonly byte[] _buffer = new byte[ReadAhead];
    private int _start;
    private int _end;

    public Socket Socket { get; } = socket;

    public NetworkStream Stream { get; } = stream;

    /// <summary>Bytes that can be read without waiting.</summary>
    public long Length => Stream.Length + _end - _start;

    /// <summary>A line of a request's head, without its end.</summary>
    /// <exception cref="WebException">It does not end.</exception>
    public string ReadLine()
    {
        var line = new List<byte>();
        while (Fill())
        {
            var next = _buffer[_start++];
            if (next == '\n')
                break;
            line.Add(next);
            if (line.Count > LongestLine)
                throw new WebException("Invalid HTTP header", WebExceptionStatus.ServerProtocolViolation);
        }

        return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
    }

    public int Read(byte[] buffer, int offset, int count)
    {
        if (count == 0 || !Fill())
            return 0;
        var taken = Math.Min(count, _end - _start);
        Array.Copy(_buffer, _start, buffer, offset, taken);
        _start += taken;
        return taken;
    }

    public void Dispose() => Stream.Dispose();

    private bool Fill()
    {
        if (_start < _end)
            return true;
        _start = 0;
        _end = Stream.Read(_buffer, 0, ReadAhead);
        return _end > 0;
    }
}
