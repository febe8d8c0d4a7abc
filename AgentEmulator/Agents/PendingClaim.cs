using System.Text.Json.Nodes;

namespace AgentEmulator.Agents;

/// <summary>A token whose claim is awaited: what the fixture's agent must not forget when it is moved.</summary>
internal sealed class PendingClaim(string deviceId, string mac, string planId, string tokenId, long deadlineMs)
{
    public string DeviceId { get; } = deviceId;

    /// <summary>Empty when the device did not tell.</summary>
    public string Mac { get; } = mac;

    public string PlanId { get; } = planId;

    public string TokenId { get; } = tokenId;

    /// <summary>Unix time in milliseconds at which it is given up, after one more poll.</summary>
    public long DeadlineMs { get; } = deadlineMs;

    /// <summary>The poll that is to come, so that an earlier one can replace it; null while one is under way.</summary>
    public AgentTimer? NextPoll { get; set; }

    public bool IsPolling { get; set; }

    public int Polls { get; set; }

    public int FailedPolls { get; set; }

    public JsonObject ToJson() => new()
    {
        ["device_id"] = DeviceId,
        ["mac"] = Mac,
        ["plan_id"] = PlanId,
        ["token_id"] = TokenId,
        ["deadline_ms"] = DeadlineMs,
    };

    /// <summary>Null when a needed field is missing.</summary>
    public static PendingClaim? FromJson(JsonNode? saved) =>
        saved.Text("device_id") is { } deviceId
        && saved.Text("plan_id") is { } planId
        && saved.Text("token_id") is { } tokenId
        && saved.Integer("deadline_ms") is { } deadline
            ? new PendingClaim(deviceId, saved.Text("mac") ?? "", planId, tokenId, deadline)
            : null;
}
