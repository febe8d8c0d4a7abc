using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AgentEmulator.Agents;

namespace AgentEmulator.Doctor;

/// <summary>What the doctor reads from the impCentral API.</summary>
/// <param name="accessToken">Null logs in with <paramref name="login"/> when something is first asked for.</param>
internal sealed class ImpCentralClient(HttpClient http, Uri cloud, string? accessToken, ImpCentralLogin? login)
{
    private const int MostPages = 50;

    private string? _token = accessToken;

    public bool HasAccess => _token is not null || login is not null;

    /// <summary>All resources of a list, page by page; null with the problem when it cannot be read.</summary>
    /// <param name="path">With its query, from /v5 on.</param>
    public async Task<(IReadOnlyList<JsonNode>? Found, string? Problem)> ListAsync(string path, CancellationToken cancel)
    {
        if (_token is null && await LogInAsync(cancel).ConfigureAwait(false) is { } refused)
            return (null, refused);
        var found = new List<JsonNode>();
        var next = new Uri(cloud, path);
        for (var page = 0; page < MostPages && next is not null; page++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, next);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/vnd.api+json"));
            var (status, body, problem) = await AskAsync(request, cancel).ConfigureAwait(false);
            if (body is null)
                return (null, problem ?? (status == 401 ? "the access token is refused (status 401)" : $"status {status}"));
            found.AddRange((body["data"] as JsonArray ?? []).OfType<JsonNode>());
            // A link to another host would be sent the token.
            next = body["links"].Text("next") is { } link && Uri.TryCreate(cloud, link, out var uri) && uri.Authority == cloud.Authority ? uri : null;
        }

        return (found, null);
    }

    /// <summary>Null when it worked.</summary>
    private async Task<string?> LogInAsync(CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(cloud, "/v5/auth"))
        {
            Content = new StringContent(
                new JsonObject { ["id"] = login!.Account, ["password"] = login.Password }.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        var (status, body, problem) = await AskAsync(request, cancel).ConfigureAwait(false);
        _token = body.Text("access_token");
        return _token is not null ? null : problem ?? status switch
        {
            401 => $"account {login.Account} or its password is refused (status 401)",
            403 => $"account {login.Account} wants a second factor (status 403): log in with it yourself and give the access token",
            _ => $"login answers status {status}",
        };
    }

    private async Task<(int Status, JsonObject? Body, string? Problem)> AskAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        try
        {
            using var answer = await http.SendAsync(request, cancel).ConfigureAwait(false);
            var text = await answer.Content.ReadAsStringAsync(cancel).ConfigureAwait(false);
            return answer.IsSuccessStatusCode && AgentHttp.TryJsonDecode(text, out var body)
                ? ((int)answer.StatusCode, body, null)
                : ((int)answer.StatusCode, null, null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or Polly.Timeout.TimeoutRejectedException)
        {
            return (0, null, e.Message);
        }
    }
}

/// <summary>Name or e-mail address of an impCentral account, and its password.</summary>
internal sealed record ImpCentralLogin(string Account, string Password)
{
    /// <summary>Never the password.</summary>
    public override string ToString() => $"ImpCentralLogin {{ Account = {Account} }}";
}
