using System.Net;
using Microsoft.Extensions.Primitives;

namespace AgentEmulator.Hosting;

/// <summary>
/// The network of a simulated factory: sends each request to the service of its host name, on the caller's thread. The
/// task completes on the thread that ends the service's wait. Give it to an HttpMessageInvoker, or to an HttpClient whose
/// Timeout is infinite (its own timer runs on real time).
/// </summary>
internal sealed class LabHttpHandler(IReadOnlyDictionary<string, LabServer> servers) : HttpMessageHandler
{
    private long _requests;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var uri = request.RequestUri is { IsAbsoluteUri: true } absolute
            ? absolute
            : throw new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded, "the request has no absolute URI");
        if (!servers.TryGetValue(uri.Host, out var server))
            throw new HttpRequestException(HttpRequestError.NameResolutionError, $"{uri.Host} is no host of this lab");

        var body = request.Content is { } content
            ? await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)
            : [];
        var exchange = new LabExchange(
            request.Method.Method, uri, Headers(request), body, Interlocked.Increment(ref _requests), cancellationToken);

        // The service may take no notice of the caller's giving up; the caller must not wait for it.
        var answered = new TaskCompletionSource();
        using var givenUp = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), answered);
        _ = RunAsync(server, exchange, answered);
        await answered.Task.ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return Answer(request, exchange);
    }

    private static async Task RunAsync(LabServer server, LabExchange exchange, TaskCompletionSource answered)
    {
        try
        {
            await server.SendAsync(exchange).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Handed to the caller as it is.
        catch (Exception e)
#pragma warning restore CA1031
        {
            answered.TrySetException(e);
            return;
        }

        answered.TrySetResult();
    }

    private static HeaderDictionary Headers(HttpRequestMessage request)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, values) in request.Headers.NonValidated)
            headers[name] = new StringValues([.. values]);
        if (request.Content is { } content)
        {
            foreach (var (name, values) in content.Headers.NonValidated)
                headers[name] = new StringValues([.. values]);
        }

        return headers;
    }

    private static HttpResponseMessage Answer(HttpRequestMessage request, LabExchange exchange)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)exchange.Response.StatusCode)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(exchange.Response.BodyBytes()),
        };
        foreach (var (name, values) in exchange.Response.Headers)
        {
            if (!answer.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                answer.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        return answer;
    }
}
