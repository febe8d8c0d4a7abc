using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AgentEmulator.Events;

namespace AgentEmulator.Agents;

/// <summary>
/// Agent of a device under test. When its device is ready it fetches a plan ID and an enrollment token from the
/// impCloud and relays them; when the device has stored them it tells the agent of the fixture.
/// </summary>
public sealed class DutAgent(DutAgentSettings settings) : Agent
{
    // A device that reboots says it is ready again; a request that is under way then answers that one too.
    private bool _fetching;

    protected override void Start()
    {
        Device.On("test.result", OnTestResult);
        Device.On("ready.for.token", OnReadyForToken);
        Device.On("activation.data", OnActivationData);
        Device.On("bless.failed", OnBlessFailed);
    }

    private void OnTestResult(JsonNode? data)
    {
        var passed = data.Boolean("passed") == true;
        var tests = (data as JsonObject)?["tests"] as JsonArray ?? [];
        var failed = tests.Where(test => test.Boolean("passed") != true).Select(test => test.Text("name") ?? "?").ToList();
        if (!passed)
            Server.Error($"tests failed: {string.Join(", ", failed)}");
        Report(
            FactoryEventNames.TestResult,
            new("passed", passed ? "true" : "false"),
            new("tests", tests.Count.ToString(CultureInfo.InvariantCulture)),
            new("failed", string.Join(',', failed)));
    }

    private void OnReadyForToken(JsonNode? data)
    {
        if (_fetching)
            return;
        var needsWifi = data.Text("network") is null or "wifi";
        if (needsWifi && settings.Ssid is null)
        {
            Refuse("wifi-not-configured", "the agent has no WiFi credentials for the product");
            return;
        }

        _fetching = true;
        FetchToken(needsWifi, attempt: 1);
    }

    // The token is short-lived: it is fetched just before blessing and never kept.
    private void FetchToken(bool needsWifi, int attempt)
    {
        var headers = new Dictionary<string, string>
        {
            ["Content-Type"] = "application/json",
            ["Authorization"] = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(settings.ApiKey)),
        };
        var request = new JsonObject { ["type"] = "production_token" };
        // The same end user keeps plan, agent and agent URL; without a plan ID the impCloud makes a new plan.
        if (settings.PlanId is { } planId)
            request["plan_id"] = planId;
        Http.Post(settings.EnrollUrl, headers, AgentHttp.JsonEncode(request))
            .SendAsync(response => OnTokenResponse(response, needsWifi, attempt), settings.RequestTimeout);
    }

    private void OnTokenResponse(AgentHttpResponse response, bool needsWifi, int attempt)
    {
        if (response.StatusCode == 201)
        {
            RelayToken(response, needsWifi, attempt);
            return;
        }

        var isTransient = response.IsTransportError || response.StatusCode is 429 or >= 500;
        if (isTransient && attempt < settings.EnrollAttempts)
        {
            Server.Log($"token request failed ({Describe(response)}), attempt {attempt} of {settings.EnrollAttempts}");
            Imp.Wakeup(RetryDelay(response, attempt).TotalSeconds, () => FetchToken(needsWifi, attempt + 1));
            return;
        }

        _fetching = false;
        if (response.StatusCode == 401)
            Refuse("api-key-refused", "the impCloud does not accept the BlinkUp API key");
        else if (isTransient)
            Refuse("cloud-unavailable", $"no token after {attempt} attempts ({Describe(response)})");
        else
            Refuse("cloud-refused", $"the impCloud refused the token request ({Describe(response)})");
    }

    private void RelayToken(AgentHttpResponse response, bool needsWifi, int attempt)
    {
        _fetching = false;
        if (!AgentHttp.TryJsonDecode(response.Body, out var answer)
            || answer.Text("plan_id") is not { Length: > 0 } planId
            || answer.Text("token_id") is not { Length: > 0 } tokenId)
        {
            Refuse("cloud-answer-invalid", "the impCloud's answer holds no plan ID and token");
            return;
        }

        var message = new JsonObject { ["plan_id"] = planId, ["token_id"] = tokenId };
        if (needsWifi)
        {
            message["ssid"] = settings.Ssid;
            message["password"] = settings.Password;
        }

        Report(
            FactoryEventNames.TokenRelayed,
            new("plan", planId), new("token", Secrets.Shorten(tokenId)),
            new("attempts", attempt.ToString(CultureInfo.InvariantCulture)));
        Device.Send("activation.token", message);
    }

    private void Refuse(string reason, string message)
    {
        Server.Error($"no token for the device: {message}");
        Report(FactoryEventNames.TokenNotAvailable, new FactoryDetail("reason", reason));
        Device.Send("activation.refused", new JsonObject { ["reason"] = reason, ["message"] = message });
    }

    private void OnActivationData(JsonNode? data)
    {
        if (data is not JsonObject activation)
            Server.Error("activation.data without data");
        else if (!Imp.ConfigParams.TryGetValue("factory_fixture_url", out var fixtureUrl))
            Server.Error("factory_fixture_url is not set: the device was not configured by a fixture");
        else
            ReportToFixture(fixtureUrl, activation, attempt: 1);
    }

    private void ReportToFixture(string fixtureUrl, JsonObject activation, int attempt)
    {
        var headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" };
        Http.Post(fixtureUrl, headers, AgentHttp.JsonEncode(activation)).SendAsync(
            response =>
            {
                if (response.StatusCode == 200)
                {
                    Report(
                        FactoryEventNames.ActivationReported,
                        new("plan", activation.Text("plan_id") ?? ""),
                        new("token", Secrets.Shorten(activation.Text("token_id") ?? "")));
                    Device.Send("activation.data.received", new JsonObject());
                    return;
                }

                Server.Error($"problem contacting fixture ({Describe(response)}), attempt {attempt} of {settings.ReportAttempts}");
                if (attempt < settings.ReportAttempts)
                    Imp.Wakeup(
                        RetryDelay(response, attempt).TotalSeconds,
                        () => ReportToFixture(fixtureUrl, activation, attempt + 1));
            },
            settings.RequestTimeout);
    }

    private void OnBlessFailed(JsonNode? data) =>
        Server.Error($"blessing failed: {data.Text("reason") ?? "no reason given"}");

    private TimeSpan RetryDelay(AgentHttpResponse response, int attempt)
    {
        var delay = settings.RetryDelay * Math.Pow(2, attempt - 1);
        if (response.Headers.TryGetValue("Retry-After", out var after)
            && int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            delay = TimeSpan.FromSeconds(seconds);
        return delay < settings.LongestRetryDelay ? delay : settings.LongestRetryDelay;
    }

    private static string Describe(AgentHttpResponse response) =>
        response.IsTransportError ? $"transport error {response.StatusCode}" : $"status {response.StatusCode}";
}
