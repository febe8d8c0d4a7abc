using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace AgentEmulator.Tests.Support;

internal sealed record HttpAnswer(int Status, string Body, HttpResponseHeaders Headers)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public JsonElement FirstError => Json.GetProperty("errors")[0];
}

/// <summary>Plain requests, as a customer's own tools would send them.</summary>
internal sealed class Http(HttpMessageInvoker web)
{
    public static string Basic(string key) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(key));

    public Task<HttpAnswer> EnrollAsync(string url, string body = """{"type":"production_token"}""", string? key = TestFactory.ApiKey) =>
        SendAsync("POST", url + "/v5/enroll", body, key is null ? null : Basic(key));

    public async Task<HttpAnswer> SendAsync(
        string method, string url, string? body = null, string? authorization = null, string? contentType = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (contentType is not null)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await web.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
        return new HttpAnswer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync().ConfigureAwait(false), answer.Headers);
    }
}
