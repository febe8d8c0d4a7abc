using System.Text.Json.Nodes;
using AgentEmulator.Cloud.Storage;
using AgentEmulator.Json;

namespace AgentEmulator.Cloud;

internal static class WebhookEvents
{
    public const string Blessing = "blessing";
    public const string BlinkUp = "blinkup";
    public const string Deployment = "deployment";

    public static readonly IReadOnlyList<string> All = [Blessing, BlinkUp, Deployment];
}

/// <summary>What webhooks tell: JSON objects of strings.</summary>
internal static class WebhookPayloads
{
    /// <summary>imp_id is derived from the MAC, not equal to it; how is not documented: here it is the device id (ours).</summary>
    public static string Blessing(string deviceId) => Of(new() { ["device_id"] = deviceId, ["imp_id"] = deviceId });

    /// <summary>The token in full, as the real cloud tells it: with it a server finds the unit that it got the token for.</summary>
    public static string BlinkUp(string deviceId, string planId, string tokenId) =>
        Of(new() { ["device_id"] = deviceId, ["plan_id"] = planId, ["token"] = tokenId });

    /// <summary>Not documented: all of it is ours.</summary>
    public static string Deployment(DeploymentRecord deployment) => Of(new()
    {
        ["deployment_id"] = deployment.Id,
        ["devicegroup_id"] = deployment.GroupId,
        ["sha"] = deployment.Sha,
        ["description"] = deployment.Description,
    });

    private static string Of(JsonObject payload) => payload.ToJsonString(StrictJson.Serializing);
}
