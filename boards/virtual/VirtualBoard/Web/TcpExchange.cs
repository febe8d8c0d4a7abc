using System.Globalization;
using VirtualBoard.Network.Sockets;

namespace VirtualBoard.Web;

/// <summary>HTTP from a board to a board, over their sockets: blocks the calling board thread in board time.</summary>
/// <param name="socket">The client's socket; this disposes it.</param>
internal sealed class TcpExchange(TcpSocket socket) : IDisposable
{
    /// <summary>Connects.</summary>
    /// <exception cref="WebTransportException">Nobody listens there.</exception>
    public void Connect(BoardThread thread, NetEndPoint remote)
    {
        try
        {
            socket.Connect(remote);
            Wait(thread, null, () => socket.IsConnected || socket.Failure is not null);
        }
        catch (NetException e)
        {
            throw new WebTransportException(WebFailure.ConnectFailed, e.Message, e);
        }

        if (socket.Failure is { } failure)
            throw new WebTransportException(WebFailure.ConnectFailed, $"No connection to {remote}: {failure}.");
    }

    /// <summary>Sends a request and waits for the response.</summary>
    /// <exception cref="WebTransportException">No response.</exception>
    public WebResponse Send(BoardThread thread, WebRequest request, TimeSpan? deadline)
    {
        try
        {
            var bytes = new HttpText($"{request.Method} {request.Uri.PathAndQuery} HTTP/1.1", request.Headers, request.Body).ToBytes();
            for (var sent = 0; sent < bytes.Length;)
            {
                Await(thread, deadline, () => socket.IsWritable, request);
                sent += socket.Send(bytes.AsSpan(sent));
            }

            var parser = new HttpParser();
            while (true)
            {
                Await(thread, deadline, () => socket.IsReadable, request);
                var atEnd = socket.IsAtEnd;
                var data = new byte[socket.Available];
                socket.Receive(data);
                parser.Add(data);
                if (parser.Take(untilEnd: true, atEnd) is { } message)
                    return ToResponse(message);
                if (atEnd)
                    throw new WebTransportException(WebFailure.ConnectionReset, $"{request.Uri.Authority} closed the connection.");
            }
        }
        catch (Exception e) when (e is NetException or FormatException)
        {
            throw new WebTransportException(WebFailure.ConnectionReset, $"The connection to {request.Uri.Authority} broke: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    private static WebResponse ToResponse(HttpText message)
    {
        var parts = message.StartLine.Split(' ', 3);
        return parts.Length >= 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? new WebResponse(status, parts.Length == 3 ? parts[2] : "", message.Headers, message.Body)
            : throw new FormatException($"\"{message.StartLine}\" is no status line.");
    }

    private void Await(BoardThread thread, TimeSpan? deadline, Func<bool> condition, WebRequest request)
    {
        if (!Wait(thread, deadline, condition))
            throw new WebTransportException(WebFailure.Timeout, $"No response from {request.Uri.Authority} in time.");
    }

    private bool Wait(BoardThread thread, TimeSpan? deadline, Func<bool> condition)
    {
        var lab = thread.Boot.Board.Lab;
        socket.Changed += thread.Wake;
        try
        {
            while (!condition())
            {
                if (deadline - lab.Now is { } left && left <= TimeSpan.Zero)
                    return false;
                thread.Park(deadline - lab.Now);
            }

            return true;
        }
        finally
        {
            socket.Changed -= thread.Wake;
        }
    }
}
