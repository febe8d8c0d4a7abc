using System.Net;
using System.Net.Http;

namespace VirtualBoard.Testing;

/// <summary>The HTTP service that tests on virtual boards find at <see cref="HostName"/>, behind every network with internet.</summary>
/// <remarks>
/// <c>/echo</c> answers with the request's body, <c>/never</c> does not answer, <c>/huge</c> answers with 300,000 bytes, <c>/empty</c>
/// with none, <c>/unavailable</c> with 503, and <c>/reset</c> breaks the connection. Anything else is 404.
/// </remarks>
public sealed class TestService : HttpMessageHandler
{
    /// <summary>The service's host name; any port, with or without TLS.</summary>
    public const string HostName = "nf-test.lab";

    private const int HugeBytes = 300_000;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        switch (request.RequestUri?.AbsolutePath)
        {
            case "/echo":
                var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
                return Answer(HttpStatusCode.OK, body);
            case "/never":
                var never = new TaskCompletionSource<HttpResponseMessage>();
                await using (cancellationToken.Register(() => never.TrySetException(new OperationCanceledException(cancellationToken))))
                    return await never.Task.ConfigureAwait(false);
            case "/huge":
                return Answer(HttpStatusCode.OK, new byte[HugeBytes]);
            case "/empty":
                return Answer(HttpStatusCode.OK, []);
            case "/unavailable":
                return Answer(HttpStatusCode.ServiceUnavailable, []);
            case "/reset":
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was reset.");
            default:
                return Answer(HttpStatusCode.NotFound, []);
        }
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, byte[] body) => new(status) { Content = new ByteArrayContent(body) };
}
