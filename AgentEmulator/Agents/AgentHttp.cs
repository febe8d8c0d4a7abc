using System.Text.Json.Nodes;
using AgentEmulator.Json;

namespace AgentEmulator.Agents;

/// <summary>HTTP requests which the agent makes and which it answers.</summary>
public sealed class AgentHttp
{
    private static readonly IReadOnlyDictionary<string, string> NoHeaders = new Dictionary<string, string>();

    private readonly AgentRuntime _runtime;
    private Action<AgentRequest, AgentResponse>? _onRequest;

    internal AgentHttp(AgentRuntime runtime) => _runtime = runtime;

    /// <summary>The URL at which this agent is reached.</summary>
    public string AgentUrl => _runtime.Identity.Url;

    /// <summary>Prepares a GET; see <see cref="Request"/>.</summary>
    public AgentHttpRequest Get(string url, IReadOnlyDictionary<string, string>? headers = null) =>
        Request("GET", url, headers, "");

    /// <summary>Prepares a POST; see <see cref="Request"/>.</summary>
    public AgentHttpRequest Post(string url, IReadOnlyDictionary<string, string>? headers, string body) =>
        Request("POST", url, headers, body);

    /// <summary>Prepares a PUT; see <see cref="Request"/>.</summary>
    public AgentHttpRequest Put(string url, IReadOnlyDictionary<string, string>? headers, string body) =>
        Request("PUT", url, headers, body);

    /// <summary>Prepares a DELETE (imp: http.httpdelete); see <see cref="Request"/>.</summary>
    public AgentHttpRequest HttpDelete(string url, IReadOnlyDictionary<string, string>? headers = null) =>
        Request("DELETE", url, headers, "");

    /// <summary>
    /// Prepares a request; nothing is sent until its SendAsync or SendSync. Requests cost credits: an agent has 40, of which 2 come
    /// back per second; without credit the request is not made and answered with status 429 (that status is ours, imp's
    /// documentation gives none).
    /// </summary>
    /// <param name="method">"GET", "POST" and so on.</param>
    /// <param name="url">Absolute, http or https; another one is answered with <see cref="TransportErrors.InvalidUrl"/>.</param>
    /// <param name="headers">Null for none.</param>
    /// <param name="body">Text, sent as UTF-8; empty for none.</param>
    public AgentHttpRequest Request(
        string method, string url, IReadOnlyDictionary<string, string>? headers, string body)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        ArgumentException.ThrowIfNullOrEmpty(url);
        ArgumentNullException.ThrowIfNull(body);
        return new AgentHttpRequest(_runtime, method, url, headers ?? NoHeaders, body);
    }

    /// <summary>Registers the handler of requests to <see cref="AgentUrl"/>; it must answer each one sooner or later.</summary>
    public void OnRequest(Action<AgentRequest, AgentResponse> handler) =>
        _onRequest = handler ?? throw new ArgumentNullException(nameof(handler));

    /// <summary>JSON text of a value.</summary>
    public static string JsonEncode(JsonNode? value) => value is null ? "null" : value.ToJsonString(StrictJson.Serializing);

    /// <summary>The JSON object in a text; false when it is not one.</summary>
    public static bool TryJsonDecode(string text, out JsonObject value) => AgentJson.TryParse(text, out value);

    internal void Receive(AgentRequest request, AgentResponse response)
    {
        if (_onRequest is null)
        {
            response.Send(404, "no handler for http.onrequest()");
            return;
        }

        try
        {
            _onRequest(request, response);
        }
        catch
        {
            response.FailIfOpen(500, "the agent failed");
            throw;
        }
    }
}
