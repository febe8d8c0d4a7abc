using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Contract;

/// <summary>Calls operations by their id, checks each answer against the document, and remembers which were seen.</summary>
internal sealed class ContractClient(ContractTarget target, ContractDocument document)
{
    private readonly HashSet<(string Operation, int Status)> _seen = [];

    /// <summary>Sent as a bearer token to operations that want one.</summary>
    public string AccessToken { get; set; } = "";

    public IReadOnlySet<(string Operation, int Status)> Seen => _seen;

    /// <summary>Calls an operation with the right credentials.</summary>
    /// <param name="operation">operationId.</param>
    /// <param name="expected">The status that must come.</param>
    /// <param name="body">JSON, or null for no body.</param>
    /// <param name="id">Stands in for {id}; behind a slash what stands in for {device}.</param>
    /// <param name="query">With its question mark.</param>
    /// <param name="headers">More headers; an Authorization here stands in for the usual one.</param>
    /// <returns>The body; undefined without one.</returns>
    public async Task<JsonElement> CallAsync(
        string operation, int expected, string? body = null, string id = "", string query = "", params (string Name, string Value)[] headers)
    {
        using var request = Build(document[operation], id, query, headers);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.api+json");
        }

        return await SendAsync(operation, expected, request).ConfigureAwait(false);
    }

    /// <summary>A body that is larger than any operation takes, announced so that the cloud can refuse it before it comes.</summary>
    public async Task TooLargeAsync(string operation)
    {
        using var request = Build(document[operation], "0123456789abcdef", "");
        request.Content = new ByteArrayContent(new byte[(4 * 1024 * 1024) + 1]);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.ExpectContinue = true;
        await SendAsync(operation, 413, request).ConfigureAwait(false);
    }

    public async Task UntypedAsync(string operation)
    {
        using var request = Build(document[operation], "0123456789abcdef", "");
        request.Content = new ByteArrayContent("{}"u8.ToArray());
        await SendAsync(operation, 415, request).ConfigureAwait(false);
    }

    /// <summary>Calls an operation that may answer in two ways; says which one it was, with the body.</summary>
    public async Task<(int Status, string Text)> CallEitherAsync(string operation, int one, int other, string id, string query)
    {
        using var request = Build(document[operation], id, query);
        using var answer = await target.Web.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
        var status = (int)answer.StatusCode;
        Assert.True(status == one || status == other, $"{operation}: {status} instead of {one} or {other}");
        return (status, await CheckAsync(operation, status, answer).ConfigureAwait(false));
    }

    private async Task<JsonElement> SendAsync(string operation, int expected, HttpRequestMessage request)
    {
        using var answer = await target.Web.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
        var text = await CheckAsync(operation, expected, answer).ConfigureAwait(false);
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    private async Task<string> CheckAsync(string operation, int expected, HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync().ConfigureAwait(false);
        Assert.True((int)answer.StatusCode == expected, $"{operation}: {(int)answer.StatusCode} instead of {expected}: {text}");
        document.Check(document[operation], expected, answer.Content.Headers.ContentType?.MediaType, text);
        if (expected == 401)
            Assert.NotEmpty(answer.Headers.WwwAuthenticate.ToString() + (document[operation].Security ?? "login"));
        if (expected == 429)
            Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero, $"{operation}: 429 without Retry-After");
        lock (_seen)
            _seen.Add((operation, expected));
        return text;
    }

    private HttpRequestMessage Build(ContractOperation operation, string id, string query, params (string Name, string Value)[] headers)
    {
        var ids = id.Split('/');
        var path = operation.Path.Replace("{id}", Uri.EscapeDataString(ids[0]), StringComparison.Ordinal)
            .Replace("{device}", Uri.EscapeDataString(ids[^1]), StringComparison.Ordinal);
        var request = new HttpRequestMessage(new HttpMethod(operation.Method.ToUpperInvariant()), target.Cloud + path + query);
        var authorization = operation.Security switch
        {
            "blinkUpKey" => Http.Basic(ContractTarget.ApiKey),
            "accessToken" => "Bearer " + AccessToken,
            _ => null,
        };
        if (authorization is not null && !headers.Any(h => h.Name == "Authorization"))
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
