using System.Net.Sockets;

namespace AgentEmulator.Hosting;

/// <summary>
/// HTTP over the network of the computer this runs on, without cookies and without following redirects. SocketsHttpHandler lets a
/// SocketException out when a connection is reset as soon as it is made (it asks the socket for its remote end point); to a caller
/// that is a lost connection like any other, an <see cref="HttpRequestException"/>.
/// </summary>
internal sealed class HostHttpHandler(HttpMessageHandler sockets) : DelegatingHandler(sockets)
{
    /// <param name="useProxy">Whether the proxy that the environment names is used; a factory's own services never are behind one.</param>
    public static HostHttpHandler Create(bool useProxy) =>
        new(new SocketsHttpHandler { UseProxy = useProxy, UseCookies = false, AllowAutoRedirect = false });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, e.Message, e);
        }
    }
}
