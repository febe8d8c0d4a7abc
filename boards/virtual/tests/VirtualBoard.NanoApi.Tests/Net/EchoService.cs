using System.Net;

namespace VirtualBoard.NanoApi.Tests.Net;

/// <summary>A service in memory that remembers what it was asked and answers as it is told.</summary>
internal sealed class EchoService : HttpMessageHandler
{
    public List<SeenRequest> Seen { get; } = [];

    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    /// <summary>What it answers; null echoes the body.</summary>
    public byte[]? Answer { get; set; }

    public List<(string Name, string Value)> Headers { get; } = [];

    /// <summary>Whether it never answers.</summary>
    public bool IsSilent { get; set; }

    public int Aborted { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var copy = new MemoryStream();
        request.Content?.CopyTo(copy, null, cancellationToken);
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []);
        Seen.Add(new(request.Method.Method, request.RequestUri!.ToString(), headers.ToDictionary(h => h.Key, h => string.Join(',', h.Value)), copy.ToArray()));
        if (IsSilent)
        {
            var never = new TaskCompletionSource<HttpResponseMessage>();
            cancellationToken.Register(() =>
            {
                Aborted++;
                never.TrySetCanceled(cancellationToken);
            });
            return never.Task;
        }

        var response = new HttpResponseMessage(Status) { Content = new ByteArrayContent(Answer ?? copy.ToArray()) };
        foreach (var (name, value) in Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
                response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return Task.FromResult(response);
    }
}

/// <summary>A request as the service saw it.</summary>
internal sealed record SeenRequest(string Method, string Uri, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);
}
