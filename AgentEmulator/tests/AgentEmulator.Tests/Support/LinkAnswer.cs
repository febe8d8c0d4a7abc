using System.Text.Json;

namespace AgentEmulator.Tests.Support;

/// <summary>An answer of the gateway as a device sees it.</summary>
/// <param name="IsGenuine">The signature is right for the request.</param>
internal sealed record LinkAnswer(int Status, JsonElement Body, bool IsGenuine)
{
    public string? Error => Body.TryGetProperty("error", out var error) ? error.GetString() : null;

    public JsonElement this[string name] => Body.GetProperty(name);
}
