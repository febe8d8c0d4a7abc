using System.Net.Http.Headers;

namespace VirtualBoard.Web;

/// <summary>What is behind the access points: services by host name, and in a live lab the host's own network.</summary>
public sealed class Internet
{
    private readonly Dictionary<string, HttpMessageInvoker> _services = new(StringComparer.OrdinalIgnoreCase);

    internal Internet()
    {
    }

    /// <summary>Asked before each exchange what the wire does to it; null (default) does nothing.</summary>
    public Func<Board, WebRequest, WireFault>? Faults { get; set; }

    /// <summary>Carries requests to hosts that are no service of the lab; null (default) makes such names unknown.</summary>
    public HttpMessageInvoker? Beyond { get; set; }

    /// <summary>Registers a service.</summary>
    /// <param name="host">Host name, as in the URLs that boards use.</param>
    /// <param name="handler">
    /// Answers requests. In a simulated lab it must complete inline, or later from a timer of the lab's <see cref="Lab.TimeProvider"/>.
    /// </param>
    public void Add(string host, HttpMessageHandler handler) =>
        _services.Add(host, new HttpMessageInvoker(handler, disposeHandler: false));

    /// <summary>Whether a name resolves.</summary>
    internal bool Knows(string host) => Beyond is not null || _services.ContainsKey(host);

    /// <summary>Sends a request and buffers the response.</summary>
    /// <exception cref="WebTransportException">No response.</exception>
    internal async Task<WebResponse> SendAsync(WebRequest request, CancellationToken cancel)
    {
        var invoker = _services.GetValueOrDefault(request.Uri.Host) ?? Beyond ??
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
}
