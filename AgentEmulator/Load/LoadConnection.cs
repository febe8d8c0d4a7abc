using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace AgentEmulator.Load;

/// <summary>
/// One keep-alive connection that asks and reads one answer at a time. HttpClient would cost more than the server that is to be
/// measured.
/// </summary>
internal sealed class LoadConnection : IDisposable
{
    private const int Size = 2048;

    private readonly Socket _socket;
    private byte[] _buffer = new byte[Size];
    private int _filled;

    private LoadConnection(Socket socket) => _socket = socket;

    public static async Task<LoadConnection> OpenAsync(string address, CancellationToken cancel)
    {
        var uri = new Uri(address);
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(uri.Host), uri.Port), cancel).ConfigureAwait(false);
            return new LoadConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a whole request and returns status and body; the body is valid until the next call.</summary>
    /// <exception cref="IOException">The connection ended, or the answer is not HTTP with a Content-Length.</exception>
    public async Task<(int Status, ReadOnlyMemory<byte> Body)> AskAsync(ReadOnlyMemory<byte> request, CancellationToken cancel)
    {
        _filled = 0;
        while (request.Length > 0)
            request = request[await _socket.SendAsync(request, cancel).ConfigureAwait(false)..];
        int head;
        while ((head = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
            await ReadMoreAsync(cancel).ConfigureAwait(false);
        var (status, length) = ReadHead(_buffer.AsSpan(0, head));
        var end = head + 4 + length;
        while (_filled < end)
            await ReadMoreAsync(cancel).ConfigureAwait(false);
        return (status, _buffer.AsMemory(head + 4, length));
    }

    public void Dispose() => _socket.Dispose();

    private static (int Status, int Length) ReadHead(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf("Content-Length: "u8);
        return head.Length > 12
            && Utf8Parser.TryParse(head[9..12], out int status, out _)
            && at >= 0
            && Utf8Parser.TryParse(head[(at + 16)..], out int length, out _)
                ? (status, length)
                : throw new IOException("an answer without status or Content-Length");
    }

    private async ValueTask ReadMoreAsync(CancellationToken cancel)
    {
        if (_filled == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = await _socket.ReceiveAsync(_buffer.AsMemory(_filled), cancel).ConfigureAwait(false);
        if (read == 0)
            throw new IOException("the server closed the connection");
        _filled += read;
    }
}
