using System.Net.Http.Headers;
using System.Text;

namespace AgentEmulator.Agents;

/// <summary>Carries out a request of an agent; every failure of transport becomes a status code below 100.</summary>
internal static class AgentWeb
{
    /// <summary>Largest answer an agent takes.</summary>
    private const int MaxAnswerBytes = 1024 * 1024;

    private static readonly IReadOnlyDictionary<string, string> NoHeaders = new Dictionary<string, string>();

    /// <summary>What a request gets that the agent has no credit for; ours, as is its wording.</summary>
    public static AgentHttpResponse OutOfCredit { get; } = new(
        429, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Retry-After"] = "1" }, "the agent's HTTP credits are used up");

    public static async Task<AgentHttpResponse> SendAsync(
        HttpMessageInvoker web, AgentHttpRequest request, TimeSpan timeout, TimeProvider time)
    {
        if (!Uri.TryCreate(request.Url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return Failed(TransportErrors.InvalidUrl, "the URL is not an absolute HTTP address");
        using var timer = new CancellationTokenSource(timeout, time);
        try
        {
            using var message = Build(request, uri);
            using var answer = await web.SendAsync(message, timer.Token).ConfigureAwait(false);
            await answer.Content.LoadIntoBufferAsync(MaxAnswerBytes, timer.Token).ConfigureAwait(false);
            var bytes = await answer.Content.ReadAsByteArrayAsync(timer.Token).ConfigureAwait(false);
            return new AgentHttpResponse((int)answer.StatusCode, Headers(answer), Encoding.UTF8.GetString(bytes));
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested)
        {
            return Failed(TransportErrors.TimedOut, "the request timed out");
        }
        catch (HttpRequestException e)
        {
            return Failed(CodeOf(e.HttpRequestError), e.Message);
        }
        catch (IOException e)
        {
            return Failed(TransportErrors.ConnectionLost, e.Message);
        }
    }

    private static HttpRequestMessage Build(AgentHttpRequest request, Uri uri)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), uri);
        if (request.Body.Length > 0)
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body));
        foreach (var (name, value) in request.Headers)
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                if (message.Content is not null && MediaTypeHeaderValue.TryParse(value, out var type))
                    message.Content.Headers.ContentType = type;
            }
            else
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    private static Dictionary<string, string> Headers(HttpResponseMessage answer)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
            headers[name] = string.Join(", ", values);
        return headers;
    }

    private static int CodeOf(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => TransportErrors.NameNotResolved,
        HttpRequestError.ConnectionError => TransportErrors.ConnectFailed,
        _ => TransportErrors.ConnectionLost,
    };

    private static AgentHttpResponse Failed(int code, string why) => new(code, NoHeaders, why);
}
