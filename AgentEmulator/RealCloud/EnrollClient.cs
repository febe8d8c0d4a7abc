using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AgentEmulator.Agents;

namespace AgentEmulator.RealCloud;

/// <summary>Answer of an impCloud to a token request or a claim poll.</summary>
/// <param name="Status">HTTP status; 0 when there was no answer.</param>
/// <param name="Body">The JSON object; null when there is none.</param>
/// <param name="Elapsed">From the request to the whole answer, retries and their pauses included.</param>
/// <param name="RetryAfter">What the server asks to wait; zero when nothing.</param>
/// <param name="ServerTime">The server's Date; null when it sends none.</param>
/// <param name="Problem">Null for a good answer; else what the server or the transport said, without secrets.</param>
internal sealed record CloudAnswer(int Status, JsonObject? Body, TimeSpan Elapsed, TimeSpan RetryAfter, DateTimeOffset? ServerTime, string? Problem);

/// <summary>The enrollment API of a live impCloud. Shows neither key nor token in any message.</summary>
internal sealed class EnrollClient(HttpClient http, Uri cloud, string apiKey, TimeProvider time)
{
    private readonly AuthenticationHeaderValue _authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(apiKey)));

    /// <summary>Asks for a production token; 201 with plan_id and token_id when it is given.</summary>
    /// <param name="planId">Plan of an end user who enrolls again; null for a new one.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<CloudAnswer> FetchAsync(string? planId, CancellationToken cancel)
    {
        var body = new JsonObject { ["type"] = "production_token" };
        if (planId is not null)
            body["plan_id"] = planId;
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(cloud, "/v5/enroll"))
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        return SendAsync(request, cancel);
    }

    /// <summary>Looks whether a token was claimed.</summary>
    public Task<CloudAnswer> PollAsync(string tokenId, CancellationToken cancel) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(cloud, "/v5/enroll/" + Uri.EscapeDataString(tokenId))), cancel);

    private async Task<CloudAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        using (request)
        {
            request.Headers.Authorization = _authorization;
            try
            {
                using var answer = await http.SendAsync(request, cancel).ConfigureAwait(false);
                var text = await answer.Content.ReadAsStringAsync(cancel).ConfigureAwait(false);
                var body = AgentHttp.TryJsonDecode(text, out var json) ? json : null;
                var status = (int)answer.StatusCode;
                return new CloudAnswer(
                    status, body, time.GetElapsedTime(started), CloudHttp.RetryAfter(answer, time), answer.Headers.Date,
                    status is 200 or 201 ? null : Problem(status, body));
            }
            catch (Exception e) when (e is HttpRequestException or IOException or Polly.Timeout.TimeoutRejectedException)
            {
                return new CloudAnswer(0, null, time.GetElapsedTime(started), TimeSpan.Zero, null, e.Message);
            }
        }
    }

    /// <summary>The first of the JSON:API errors, or the status alone.</summary>
    private static string Problem(int status, JsonObject? body)
    {
        var error = (body?["errors"] as JsonArray)?.FirstOrDefault();
        var words = string.Join(": ", new[] { error.Text("title"), error.Text("detail") }.OfType<string>());
        return words.Length > 0 ? $"status {status}, {words}" : $"status {status}";
    }
}
