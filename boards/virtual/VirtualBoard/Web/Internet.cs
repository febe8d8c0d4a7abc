using System.Net;
using System.Net.Http.Headers;
using VirtualBoard.Network.Sockets;

namespace VirtualBoard.Web;

/// <summary>What is behind the access points: services by host name, and in a live lab the host's own network.</summary>
public sealed class Internet
{
    private readonly Dictionary<string, HttpMessageInvoker> _services = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<(string Host, int Port), TcpEntrance> _tcp = new(HostAndPort.Comparer);
    private readonly Dictionary<(string Host, int Port), Func<byte[], byte[]?>> _udp = new(HostAndPort.Comparer);
    private readonly Dictionary<uint, string> _names = [];
    private readonly CancellationToken _ended;

    internal Internet(CancellationToken ended) => _ended = ended;

    /// <summary>Asked before each exchange what the wire does to it; null (default) does nothing.</summary>
    public Func<Board, WebRequest, WireFault>? Faults { get; set; }

    /// <summary>Carries requests to hosts that are no service of the lab; null (default) makes such names unknown.</summary>
    public HttpMessageInvoker? Beyond { get; set; }

    /// <summary>Registers a service.</summary>
    /// <param name="host">Host name, as in the URLs that boards use.</param>
    /// <param name="handler">
    /// Answers requests. In a simulated lab it must complete inline, or later from a timer of the lab's <see cref="Lab.TimeProvider"/>.
    /// </param>
    public void Add(string host, HttpMessageHandler handler)
    {
        _services.Add(host, new HttpMessageInvoker(handler, disposeHandler: false));
        AddressOf(host);
    }

    /// <summary>Registers a service that boards reach over TCP sockets of their own.</summary>
    /// <param name="host">Host name.</param>
    /// <param name="port">Port.</param>
    /// <param name="accept">Is given each connection, with the baton; works by the connection's events.</param>
    public void Listen(string host, int port, Action<TcpConnection> accept)
    {
        _tcp.Add((host, port), new ServiceEntrance(accept));
        AddressOf(host);
    }

    /// <summary>Registers a service that answers datagrams.</summary>
    /// <param name="host">Host name.</param>
    /// <param name="port">Port.</param>
    /// <param name="answer">Gives the answer to a datagram; null for none.</param>
    public void Answer(string host, int port, Func<byte[], byte[]?> answer)
    {
        _udp.Add((host, port), answer);
        AddressOf(host);
    }

    /// <summary>Whether a name resolves.</summary>
    internal bool Knows(string host) => Beyond is not null || _names.Values.Contains(host, StringComparer.OrdinalIgnoreCase);

    /// <summary>The address of a host: one out of a block for tests (RFC 2544), always the same for a name.</summary>
    internal IPAddress AddressOf(string host)
    {
        var hash = RandomStream.For(0, host.ToUpperInvariant()).NextUInt64();
        var address = new IPAddress([198, (byte)(18 + (hash & 1)), (byte)(hash >> 8), (byte)(hash >> 16)]);
        _names[NetEndPoint.Number(address)] = host;
        return address;
    }

    /// <summary>What answers at an address and port; null for nothing.</summary>
    internal TcpEntrance? ServiceAt(NetEndPoint at)
    {
        if (!_names.TryGetValue(at.Address, out var host))
            return null;
        if (_tcp.TryGetValue((host, at.Port), out var service))
            return service;
        if (_services.ContainsKey(host))
            return new HttpEntrance(this, host, at.Port);
        return Beyond is null ? null : new HostEntrance(host, at.Port, _ended);
    }

    /// <summary>In a live lab that reaches beyond itself, the loopback of the host it runs on; null in others.</summary>
    internal TcpEntrance? HostLoopback(NetEndPoint at) => Beyond is null ? null : new HostEntrance("127.0.0.1", at.Port, _ended);

    /// <summary>The answer to a datagram; null for none.</summary>
    internal byte[]? AnswerTo(NetEndPoint at, byte[] data) =>
        _names.TryGetValue(at.Address, out var host) && _udp.TryGetValue((host, at.Port), out var answer) ? answer(data) : null;

    /// <summary>Sends a request and buffers the response.</summary>
    /// <exception cref="WebTransportException">No response.</exception>
    internal async Task<WebResponse> SendAsync(WebRequest request, CancellationToken cancel)
    {
        var invoker = _services.GetValueOrDefault(request.Via ?? request.Uri.Host) ?? Beyond ??
            throw new WebTransportException(WebFailure.NameNotResolved, $"The name {request.Uri.Host} could not be resolved.");

        using var message = ToMessage(request);
        try
        {
            using var response = await invoker.SendAsync(message, cancel).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false);
            return new WebResponse((int)response.StatusCode, response.ReasonPhrase ?? "", Flatten(response), body);
        }
        catch (HttpRequestException e)
        {
            var failure = e.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => WebFailure.NameNotResolved,
                HttpRequestError.ConnectionError => WebFailure.ConnectFailed,
                _ => WebFailure.ConnectionReset,
            };
            throw new WebTransportException(failure, $"No response from {request.Uri.Authority}: {e.Message}", e);
        }
    }

    private static HttpRequestMessage ToMessage(WebRequest request)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), request.Uri);
        if (request.Body.Length > 0 || request.Method is "POST" or "PUT" or "PATCH")
            message.Content = new ByteArrayContent(request.Body);
        foreach (var (name, value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
                message.Content?.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    private static List<KeyValuePair<string, string>> Flatten(HttpResponseMessage response)
    {
        var headers = new List<KeyValuePair<string, string>>();
        Add(response.Headers);
        Add(response.Content.Headers);
        return headers;

        void Add(HttpHeaders from)
        {
            foreach (var (name, values) in from.NonValidated)
            {
                foreach (var value in values)
                    headers.Add(new(name, value));
            }
        }
    }

    /// <summary>Compares hosts without regard to case.</summary>
    private static class HostAndPort
    {
        public static IEqualityComparer<(string Host, int Port)> Comparer { get; } = EqualityComparer<(string Host, int Port)>.Create(
            static (a, b) => a.Port == b.Port && StringComparer.OrdinalIgnoreCase.Equals(a.Host, b.Host),
            static a => HashCode.Combine(StringComparer.OrdinalIgnoreCase.GetHashCode(a.Host), a.Port));
    }
}
