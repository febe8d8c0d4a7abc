using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AgentEmulator.Events;

namespace AgentEmulator.Agents;

/// <summary>
/// Agent of a device under test. When its device is ready it fetches a plan ID and an enrollment token from the
/// impCloud and relays them; when the device has stored them it tells the agent of the fixture.
/// </summary>
/// <remarks>
/// The agent can be moved at any moment, so what it has promised and not done yet is saved: that its device waits for a token, and a
/// report that the fixture has not taken. A token is never saved for later use: it would expire.
/// </remarks>
public sealed class DutAgent(DutAgentSettings settings) : Agent
{
    // A device that reboots says it is ready again; a request that is under way then answers that one too.
    private bool _fetching;
    private bool _needsWifi;
    private JsonObject? _report;

    protected override void Start()
    {
        Device.On("test.result", OnTestResult);
        Device.On("ready.for.token", OnReadyForToken);
        Device.On("activation.data", OnActivationData);
        Device.On("bless.failed", OnBlessFailed);
        Resume(Server.Load());
    }

    private void Resume(JsonObject saved)
    {
        if (saved.Boolean("needs_wifi") is { } needsWifi)
        {
            _fetching = true;
            _needsWifi = needsWifi;
            FetchToken(attempt: 1);
        }

        if (saved["report"] is JsonObject report)
        {
            _report = (JsonObject)report.DeepClone();
            ReportToFixture(attempt: 1);
        }
    }

    private void SaveWork()
    {
        var work = new JsonObject();
        if (_fetching)
            work["needs_wifi"] = _needsWifi;
        if (_report is not null)
            work["report"] = _report.DeepClone();
        Server.Save(work);
    }

    private void OnTestResult(JsonNode? data)
    {
        var passed = data.Boolean("passed") == true;
        var tests = (data as JsonObject)?["tests"] as JsonArray ?? [];
        var failed = tests.Where(test => test.Boolean("passed") != true).Select(test => test.Text("name") ?? "?").ToList();
        if (!passed)
        {
            Server.Error($"tests failed: {string.Join(", ", failed)}");
            TellFailure("tests-failed", string.Join(", ", failed));
        }

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
        _needsWifi = needsWifi;
        SaveWork();
        FetchToken(attempt: 1);
    }

    // The token is short-lived: it is fetched just before blessing and never kept.
    private void FetchToken(int attempt)
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
            .SendAsync(response => OnTokenResponse(response, attempt), settings.RequestTimeout);
    }

    private void OnTokenResponse(AgentHttpResponse response, int attempt)
    {
        if (response.StatusCode == 201)
        {
            RelayToken(response, attempt);
            return;
        }

        var isTransient = response.IsTransportError || response.StatusCode is 429 or >= 500;
        if (isTransient && attempt < settings.EnrollAttempts)
        {
            Server.Log($"token request failed ({Describe(response)}), attempt {attempt} of {settings.EnrollAttempts}");
            Imp.Wakeup(RetryDelay(response, attempt).TotalSeconds, () => FetchToken(attempt + 1));
            return;
        }

        Fetched();
        if (response.StatusCode == 401)
            Refuse("api-key-refused", "the impCloud does not accept the BlinkUp API key");
        else if (isTransient)
            Refuse("cloud-unavailable", $"no token after {attempt} attempts ({Describe(response)})");
        else
            Refuse("cloud-refused", $"the impCloud refused the token request ({Describe(response)})");
    }

    private void RelayToken(AgentHttpResponse response, int attempt)
    {
        Fetched();
        if (!AgentHttp.TryJsonDecode(response.Body, out var answer)
            || answer.Text("plan_id") is not { Length: > 0 } planId
            || answer.Text("token_id") is not { Length: > 0 } tokenId)
        {
            Refuse("cloud-answer-invalid", "the impCloud's answer holds no plan ID and token");
            return;
        }

        var message = new JsonObject { ["plan_id"] = planId, ["token_id"] = tokenId };
        if (_needsWifi)
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

    private void Fetched()
    {
        _fetching = false;
        SaveWork();
    }

    private void Refuse(string reason, string message)
    {
        Server.Error($"no token for the device: {message}");
        Report(FactoryEventNames.TokenNotAvailable, new FactoryDetail("reason", reason));
        Device.Send("activation.refused", new JsonObject { ["reason"] = reason, ["message"] = message });
        TellFailure(reason, message);
    }

    // For the operator's screen; the unit does not depend on it, so it is told once.
    private void TellFailure(string reason, string message)
    {
        if (!Imp.ConfigParams.TryGetValue("factory_fixture_url", out var fixtureUrl))
            return;
        var failure = new JsonObject
        {
            ["device_id"] = Imp.ConfigParams["deviceid"],
            ["success"] = false,
            ["reason"] = reason,
            ["message"] = message,
        };
        var headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" };
        Http.Post(fixtureUrl, headers, AgentHttp.JsonEncode(failure)).SendAsync(
            response =>
            {
                if (response.StatusCode != 200)
                    Server.Error($"problem telling the fixture of a failure ({Describe(response)})");
            },
            settings.RequestTimeout);
    }

    private void OnActivationData(JsonNode? data)
    {
        if (data is not JsonObject activation)
        {
            Server.Error("activation.data without data");
            return;
        }

        var isUnderWay = _report is not null;
        _report = (JsonObject)activation.DeepClone();
        SaveWork();
        if (!isUnderWay)
            ReportToFixture(attempt: 1);
    }

    private void ReportToFixture(int attempt)
    {
        if (_report is not { } report)
            return;
        if (!Imp.ConfigParams.TryGetValue("factory_fixture_url", out var fixtureUrl))
        {
            NotReported("factory_fixture_url is not set: the device was not configured by a fixture, or the agent was just moved", attempt);
            return;
        }

        var headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" };
        Http.Post(fixtureUrl, headers, AgentHttp.JsonEncode(report)).SendAsync(
            response => OnReported(response, report, attempt), settings.RequestTimeout);
    }

    private void OnReported(AgentHttpResponse response, JsonObject report, int attempt)
    {
        if (response.StatusCode != 200)
        {
            NotReported($"problem contacting fixture ({Describe(response)})", attempt, RetryDelay(response, attempt));
            return;
        }

        if (_report == report)
            EndReport();
        else
            ReportToFixture(attempt: 1); // The device reported anew meanwhile.
        Report(
            FactoryEventNames.ActivationReported,
            new("plan", report.Text("plan_id") ?? ""),
            new("token", Secrets.Shorten(report.Text("token_id") ?? "")));
        Device.Send("activation.data.received", new JsonObject());
    }

    private void NotReported(string problem, int attempt, TimeSpan? delay = null)
    {
        Server.Error($"{problem}, attempt {attempt} of {settings.ReportAttempts}");
        if (attempt < settings.ReportAttempts)
            Imp.Wakeup((delay ?? settings.RetryDelay * Math.Pow(2, attempt - 1)).TotalSeconds, () => ReportToFixture(attempt + 1));
        else
            EndReport();
    }

    private void EndReport()
    {
        _report = null;
        SaveWork();
    }

    private void OnBlessFailed(JsonNode? data)
    {
        var reason = data.Text("reason") ?? "no reason given";
        Server.Error($"blessing failed: {reason}");
        TellFailure(reason, data.Text("message") ?? "");
    }

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
