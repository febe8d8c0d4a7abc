using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AgentEmulator.Events;

namespace AgentEmulator.Agents;

/// <summary>
/// Agent of the BlinkUp fixture. DUT agents post the activation data of their devices to it; it polls the impCloud
/// until each token is claimed, which proves that the device came up and activated, or until its time is over. The impCloud's blinkup
/// webhook is the other way to know: set it, as JSON, to this agent's URL with <c>/webhook</c> behind it.
/// </summary>
/// <remarks>
/// The DUT's own agent cannot do this: an activated device has another agent. Claims in progress are saved whenever one
/// begins or ends, so that a move of the agent loses none. The operator's fixture gets "activation.result" for each unit.
/// </remarks>
public sealed class FixtureAgent(FixtureAgentSettings settings) : Agent
{
    /// <summary>Path behind the agent's URL that takes blinkup webhooks.</summary>
    public const string WebhookPath = "/webhook";

    private const int EndedCapacity = 64;

    // One claim per device: a device that is processed again cancels its earlier claim.
    private readonly Dictionary<string, PendingClaim> _claims = new(StringComparer.Ordinal);

    // Tokens whose claims have ended, the latest last: a webhook or a repeated report of one of them is no new claim.
    private readonly Queue<string> _ended = new();
    private readonly PollBudget _budget = new(settings.PollBurst, settings.PollsPerSecond);

    /// <summary>Registers the handlers and goes on with the claims that were in progress.</summary>
    protected override void Start()
    {
        Http.OnRequest(OnRequest);
        Device.On("claim.cancel", data => Cancel(data.Text("device_id") ?? "", "cancelled at the fixture"));
        var work = Server.Load();
        foreach (var token in work["ended"] as JsonArray ?? [])
            _ended.Enqueue(token!.GetValue<string>());
        foreach (var saved in work["claims"] as JsonArray ?? [])
        {
            if (PendingClaim.FromJson(saved) is { } claim)
            {
                _claims[claim.DeviceId] = claim;
                SchedulePoll(claim);
            }
        }
    }

    private void OnRequest(AgentRequest request, AgentResponse response)
    {
        if (request.Method != "POST")
        {
            response.Send(404, "Not found");
            return;
        }

        var isWebhook = request.Path == WebhookPath;
        var tokenField = isWebhook ? "token" : "token_id";
        var isJson = AgentHttp.TryJsonDecode(request.Body, out var data);
        if (isJson && data.Boolean("success") == false && data.Text("device_id") is { Length: > 0 } failed)
        {
            Failed(failed, data);
            response.Send(200, "OK");
            return;
        }

        if (isWebhook && isJson && data.Text("device_id") is not null && data.Text("imp_id") is not null)
        {
            response.Send(200, "OK"); // A blessing webhook: the DUT's agent knows, and it is the activation that is awaited.
            return;
        }

        if (!isJson
            || data.Text("device_id") is not { Length: > 0 } deviceId
            || data.Text("plan_id") is not { Length: > 0 } planId
            || data.Text(tokenField) is not { Length: > 0 } tokenId)
        {
            response.Send(400, $"Bad request: JSON with device_id, plan_id and {tokenField} expected");
            return;
        }

        try
        {
            var claim = _ended.Contains(tokenId) ? null : Await(deviceId.Trim(), data.Text("mac") ?? "", planId, tokenId);
            if (isWebhook && claim is not null)
                PollNow(claim); // It is claimed; the poll tells the agent's URL, which the webhook does not.
            response.Send(200, "OK");
        }
        catch (ArgumentException e)
        {
            // server.save is full: the DUT's agent shall know that nobody watches its token.
            Server.Error($"cannot keep the claim: {e.Message}");
            response.Send(500, "Internal error");
        }
    }

    private void Failed(string deviceId, JsonObject failure)
    {
        ReportFor(deviceId, FactoryEventNames.UnitFailed, new("reason", failure.Text("reason") ?? ""), new("message", failure.Text("message") ?? ""));
        if (!Device.IsConnected())
            return;
        Device.Send("activation.result", new JsonObject
        {
            ["device_id"] = deviceId,
            ["result"] = "failed",
            ["reason"] = failure.Text("reason"),
            ["message"] = failure.Text("message"),
        });
    }

    private PendingClaim Await(string deviceId, string mac, string planId, string tokenId)
    {
        if (_claims.TryGetValue(deviceId, out var earlier))
        {
            if (earlier.TokenId == tokenId)
                return earlier; // A repeated report of what is being polled already.
            Cancel(deviceId, "the device got another token");
        }

        var deadline = Imp.UtcNow + settings.ClaimTimeout;
        var claim = new PendingClaim(deviceId, mac, planId, tokenId, deadline.ToUnixTimeMilliseconds());
        _claims.Add(deviceId, claim);
        try
        {
            SaveClaims();
        }
        catch (ArgumentException)
        {
            _claims.Remove(deviceId);
            throw;
        }

        ReportFor(deviceId, FactoryEventNames.ClaimStarted, new FactoryDetail("token", Secrets.Shorten(tokenId)));
        SchedulePoll(claim);
        return claim;
    }

    // The next poll of a token is scheduled when the one before is answered: never two at once.
    private void SchedulePoll(PendingClaim claim, double atLeastSeconds = 0)
    {
        var now = Imp.UtcNow;
        var pause = TimeSpan.FromSeconds(Math.Max(atLeastSeconds, settings.PollInterval.TotalSeconds));
        claim.NextPoll = Imp.Wakeup((_budget.Reserve(now + pause) - now).TotalSeconds, () => Poll(claim));
    }

    private void PollNow(PendingClaim claim)
    {
        if (claim.IsPolling)
            return;
        if (claim.NextPoll is { } later)
            Imp.CancelWakeup(later);
        Poll(claim);
    }

    private void Poll(PendingClaim claim)
    {
        claim.NextPoll = null;
        if (!IsAwaited(claim))
            return;
        // Whatever was held up, the last poll is after the deadline: a claim in time is never missed.
        var isLast = Imp.UtcNow.ToUnixTimeMilliseconds() >= claim.DeadlineMs;
        claim.IsPolling = true;
        claim.Polls++;
        var headers = new Dictionary<string, string>
        {
            ["Authorization"] = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(settings.ApiKey)),
        };
        Http.Get($"{settings.EnrollUrl}/{claim.TokenId}", headers)
            .SendAsync(response => OnPollResponse(claim, response, isLast), settings.RequestTimeout);
    }

    private void OnPollResponse(PendingClaim claim, AgentHttpResponse response, bool isLast)
    {
        claim.IsPolling = false;
        if (!IsAwaited(claim))
            return;
        var answer = response.StatusCode == 200 && AgentHttp.TryJsonDecode(response.Body, out var decoded) ? decoded : null;
        if (answer is null)
            claim.FailedPolls++;
        if (answer?.Text("claimed_at") is not null)
            Claimed(claim, answer);
        else if (isLast)
            Finish(claim, FactoryEventNames.ClaimTimeout);
        else
            SchedulePoll(claim, RetryAfter(response));
    }

    private void Claimed(PendingClaim claim, JsonObject answer)
    {
        // impee_id is known to come with trailing spaces.
        var claimant = (answer.Text("device_id") ?? answer.Text("impee_id") ?? "").Trim();
        if (claimant == claim.DeviceId)
            Finish(claim, FactoryEventNames.ClaimConfirmed, new FactoryDetail("agent_url", answer.Text("agent_url") ?? ""));
        else
            Cancel(claim.DeviceId, $"the token was claimed by {claimant}");
    }

    private static double RetryAfter(AgentHttpResponse response) =>
        response.Headers.TryGetValue("Retry-After", out var after)
            && int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? Math.Min(seconds, 30) : 0;

    private void Cancel(string deviceId, string reason)
    {
        if (_claims.TryGetValue(deviceId, out var claim))
            Finish(claim, FactoryEventNames.ClaimCancelled, new FactoryDetail("reason", reason));
    }

    private void Finish(PendingClaim claim, string outcome, params FactoryDetail[] details)
    {
        _claims.Remove(claim.DeviceId);
        _ended.Enqueue(claim.TokenId);
        if (_ended.Count > EndedCapacity)
            _ended.Dequeue();
        if (claim.NextPoll is { } later)
            Imp.CancelWakeup(later);
        SaveClaims();
        ReportFor(claim.DeviceId, outcome,
        [
            .. details,
            new("plan", claim.PlanId),
            new("polls", claim.Polls.ToString(CultureInfo.InvariantCulture)),
            new("failed_polls", claim.FailedPolls.ToString(CultureInfo.InvariantCulture)),
        ]);
        if (!Device.IsConnected())
            return;
        var result = new JsonObject
        {
            ["device_id"] = claim.DeviceId,
            ["mac"] = claim.Mac,
            ["plan_id"] = claim.PlanId,
            ["result"] = outcome,
        };
        foreach (var detail in details)
            result[detail.Name] = detail.Value;
        Device.Send("activation.result", result);
    }

    private bool IsAwaited(PendingClaim claim) => _claims.GetValueOrDefault(claim.DeviceId) == claim;

    private void SaveClaims() => Server.Save(new JsonObject
    {
        ["claims"] = new JsonArray([.. _claims.Values.Select(claim => claim.ToJson())]),
        ["ended"] = new JsonArray([.. _ended.Select(token => JsonValue.Create(token))]),
    });
}
