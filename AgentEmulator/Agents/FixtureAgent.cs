using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AgentEmulator.Events;

namespace AgentEmulator.Agents;

/// <summary>
/// Agent of the BlinkUp fixture. DUT agents post the activation data of their devices to it; it polls the impCloud
/// until each token is claimed, which proves that the device came up and activated, or until its time is over.
/// </summary>
/// <remarks>
/// The DUT's own agent cannot do this: an activated device has another agent. Claims in progress are saved whenever one
/// begins or ends, so that a move of the agent loses none.
/// </remarks>
public sealed class FixtureAgent(FixtureAgentSettings settings) : Agent
{
    // One claim per device: a device that is processed again cancels its earlier claim.
    private readonly Dictionary<string, PendingClaim> _claims = new(StringComparer.Ordinal);

    protected override void Start()
    {
        Http.OnRequest(OnRequest);
        Device.On("claim.cancel", data => Cancel(data.Text("device_id") ?? "", "cancelled at the fixture"));
        foreach (var saved in Server.Load()["claims"] as JsonArray ?? [])
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

        if (!AgentHttp.TryJsonDecode(request.Body, out var data)
            || data.Text("device_id") is not { Length: > 0 } deviceId
            || data.Text("plan_id") is not { Length: > 0 } planId
            || data.Text("token_id") is not { Length: > 0 } tokenId)
        {
            response.Send(400, "Bad request: JSON with device_id, plan_id and token_id expected");
            return;
        }

        try
        {
            Await(deviceId, planId, tokenId);
            response.Send(200, "OK");
        }
        catch (ArgumentException e)
        {
            // server.save is full: the DUT's agent shall know that nobody watches its token.
            Server.Error($"cannot keep the claim: {e.Message}");
            response.Send(500, "Internal error");
        }
    }

    private void Await(string deviceId, string planId, string tokenId)
    {
        if (_claims.TryGetValue(deviceId, out var earlier))
        {
            if (earlier.TokenId == tokenId)
                return; // A repeated report of what is being polled already.
            Cancel(deviceId, "the device got another token");
        }

        var deadline = Imp.UtcNow + settings.ClaimTimeout;
        var claim = new PendingClaim(deviceId, planId, tokenId, deadline.ToUnixTimeMilliseconds());
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
    }

    // The next poll of a token is scheduled when the one before is answered: never two at once.
    private void SchedulePoll(PendingClaim claim) => Imp.Wakeup(settings.PollInterval.TotalSeconds, () => Poll(claim));

    private void Poll(PendingClaim claim)
    {
        if (!IsAwaited(claim))
            return;
        var leftMs = claim.DeadlineMs - Imp.UtcNow.ToUnixTimeMilliseconds();
        if (leftMs <= 0)
        {
            Finish(claim, FactoryEventNames.ClaimTimeout);
            return;
        }

        claim.Polls++;
        var headers = new Dictionary<string, string>
        {
            ["Authorization"] = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(settings.ApiKey)),
        };
        var timeout = Math.Min(leftMs, settings.RequestTimeout.TotalMilliseconds);
        Http.Get($"{settings.EnrollUrl}/{claim.TokenId}", headers)
            .SendAsync(response => OnPollResponse(claim, response), TimeSpan.FromMilliseconds(timeout));
    }

    private void OnPollResponse(PendingClaim claim, AgentHttpResponse response)
    {
        if (!IsAwaited(claim))
            return;
        if (response.StatusCode != 200 || !AgentHttp.TryJsonDecode(response.Body, out var answer))
        {
            claim.FailedPolls++;
            SchedulePoll(claim);
        }
        else if (answer.Text("claimed_at") is null)
        {
            SchedulePoll(claim);
        }
        else
        {
            // impee_id is known to come with trailing spaces.
            var claimant = (answer.Text("device_id") ?? answer.Text("impee_id") ?? "").Trim();
            if (claimant == claim.DeviceId)
                Finish(claim, FactoryEventNames.ClaimConfirmed, new FactoryDetail("agent_url", answer.Text("agent_url") ?? ""));
            else
                Cancel(claim.DeviceId, $"the token was claimed by {claimant}");
        }
    }

    private void Cancel(string deviceId, string reason)
    {
        if (_claims.TryGetValue(deviceId, out var claim))
            Finish(claim, FactoryEventNames.ClaimCancelled, new FactoryDetail("reason", reason));
    }

    private void Finish(PendingClaim claim, string outcome, params FactoryDetail[] details)
    {
        _claims.Remove(claim.DeviceId);
        SaveClaims();
        ReportFor(claim.DeviceId, outcome,
        [
            .. details,
            new("plan", claim.PlanId),
            new("polls", claim.Polls.ToString(CultureInfo.InvariantCulture)),
            new("failed_polls", claim.FailedPolls.ToString(CultureInfo.InvariantCulture)),
        ]);
        if (Device.IsConnected())
            Device.Send("activation.result", new JsonObject { ["device_id"] = claim.DeviceId, ["result"] = outcome });
    }

    private bool IsAwaited(PendingClaim claim) => _claims.GetValueOrDefault(claim.DeviceId) == claim;

    private void SaveClaims() => Server.Save(new JsonObject
    {
        ["claims"] = new JsonArray([.. _claims.Values.Select(claim => claim.ToJson())]),
    });
}
