using System.Net.Security;
using System.Net.Sockets;
using VirtualBoard;
using VirtualBoard.NanoApi;
using VirtualBoard.Web;

namespace System.Net;

/// <summary>The connection under one web request: maps what the board's network says to the exceptions nanoFramework throws.</summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly BoardSocket _socket;

    private HttpConnection(BoardSocket socket) => _socket = socket;

    /// <summary>Resolves, connects and, for https, checks what TLS would check.</summary>
    /// <exception cref="WebException">Connection or name failed.</exception>
    /// <exception cref="SocketException">No free socket, or no trust: as on hardware nothing wraps these two.</exception>
    public static HttpConnection Open(Uri uri, Uri? via, TlsOptions tls)
    {
        var boot = Machine.Enter();
        var peer = via ?? uri;
        if (peer.HostNameType is not (UriHostNameType.IPv4 or UriHostNameType.Dns))
            throw new WebException("Only IPv4 or Dns host names allowed.");

        BoardSocket socket;
        try
        {
            socket = boot.Board.Web.Open(peer.Host, peer.Port);
        }
        catch (WebTransportException e) when (e.Failure == WebFailure.NoSockets)
        {
            throw new SocketException(SocketError.TooManyOpenSockets, e);
        }
        catch (WebTransportException e) when (peer.HostNameType == UriHostNameType.IPv4)
        {
            throw new WebException("connection failed", new SocketException(SocketError.HostUnreachable, e), WebExceptionStatus.ConnectFailure, null);
        }
        catch (WebTransportException e)
        {
            throw new WebException("host not available", new SocketException(SocketError.HostNotFound, e), WebExceptionStatus.ConnectFailure, null);
        }

        try
        {
            if (uri.Scheme == Uri.UriSchemeHttps)
                tls.Check(boot);
            return new HttpConnection(socket);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <exception cref="SocketException">No response.</exception>
    /// <exception cref="WebException">The host did not take the connection.</exception>
    public VirtualBoard.Web.WebResponse Exchange(VirtualBoard.Web.WebRequest request, TimeSpan? patience)
    {
        try
        {
            return _socket.Send(request, patience);
        }
        catch (WebTransportException e)
        {
            _socket.Dispose();
            throw e.Failure switch
            {
                WebFailure.Timeout => new SocketException(SocketError.TimedOut, e),
                WebFailure.ConnectionReset => new SocketException(SocketError.ConnectionReset, e),
                _ => new WebException("connection failed", new SocketException(SocketError.ConnectionRefused, e), WebExceptionStatus.ConnectFailure, null),
            };
        }
    }

    public void Dispose() => _socket.Dispose();
}
