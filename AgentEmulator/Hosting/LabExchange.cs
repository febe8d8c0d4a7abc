using System.Globalization;
using Microsoft.AspNetCore.Http.Features;

namespace AgentEmulator.Hosting;

/// <summary>One request and its answer as the features that the ASP.NET Core pipeline works on; bodies are in memory.</summary>
internal sealed class LabExchange
{
    public LabExchange(string method, Uri uri, HeaderDictionary headers, byte[] body, long id, CancellationToken aborted)
    {
        var responseBody = new MemoryStream();
        IHeaderDictionary head = headers;
        head.Host = uri.Authority;
        head.ContentLength = body.Length;
        Response = new LabResponse(responseBody);
        Features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Protocol = "HTTP/1.1",
            Scheme = uri.Scheme,
            Method = method,
            Path = Uri.UnescapeDataString(uri.AbsolutePath),
            QueryString = uri.Query,
            RawTarget = uri.PathAndQuery,
            Headers = headers,
            Body = new MemoryStream(body, writable: false),
        });
        Features.Set<IHttpResponseFeature>(Response);
        Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(responseBody));
        Features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature { RequestAborted = aborted });
        Features.Set<IHttpRequestIdentifierFeature>(
            new HttpRequestIdentifierFeature { TraceIdentifier = id.ToString(CultureInfo.InvariantCulture) });
        Features.Set<IHttpRequestBodyDetectionFeature>(new BodyDetection(body.Length > 0));
        Features.Set<IHttpConnectionFeature>(
            new HttpConnectionFeature { ConnectionId = id.ToString(CultureInfo.InvariantCulture) });
    }

    public FeatureCollection Features { get; } = new();

    public LabResponse Response { get; }

    private sealed class BodyDetection(bool canHaveBody) : IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody { get; } = canHaveBody;
    }
}
