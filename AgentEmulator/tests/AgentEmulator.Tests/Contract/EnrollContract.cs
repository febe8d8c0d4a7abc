using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Contract;

/// <summary>Tokens and claims, with a device that goes the whole way.</summary>
internal sealed class EnrollContract(ContractClient client, ContractTarget target)
{
    public const string Device = "5000c0ffee000001";

    public async Task RunAsync()
    {
        var token = await client.CallAsync("enroll", 201, """{"type":"production_token"}""");
        var plan = token.GetProperty("plan_id").GetString()!;
        var again = await client.CallAsync("enroll", 201, $$"""{"type":"production_token","plan_id":"{{plan}}"}""");
        Assert.Equal(plan, again.GetProperty("plan_id").GetString());
        var withColon = await client.CallAsync(
            "enroll", 201, """{"type":"production_token"}""", headers: ("Authorization", Http.Basic(ContractTarget.ApiKey + ":")));
        Assert.NotEqual(plan, withColon.GetProperty("plan_id").GetString());
        await OtherKindsAsync(plan);
        await RefusedAsync(plan);
        await ClaimAsync();
    }

    private async Task OtherKindsAsync(string productionPlan)
    {
        var developer = await client.CallAsync("enroll", 201, """{"type":"developer_token"}""");
        var second = await client.CallAsync("enroll", 201, """{"type":"developer_token"}""");
        Assert.Equal(developer.GetProperty("plan_id").GetString(), second.GetProperty("plan_id").GetString());
        var factory = await client.CallAsync("enroll", 201, """{"type":"factory_token"}""");
        Assert.False(factory.TryGetProperty("plan_id", out _));
        await client.CallAsync("enroll", 400, $$"""{"type":"factory_token","plan_id":"{{productionPlan}}"}""");
        await client.CallAsync("enroll", 400, $$"""{"type":"developer_token","plan_id":"{{productionPlan}}"}""");
        await client.CallAsync("getClaim", 200, id: factory.GetProperty("token_id").GetString()!);
    }

    private async Task RefusedAsync(string plan)
    {
        (string, string) other = ("Authorization", Http.Basic(ContractTarget.OtherKey));
        var known = $$"""{"type":"production_token","plan_id":"{{plan}}"}""";
        var unknown = """{"type":"production_token","plan_id":"ffffffffffffffff"}""";
        foreach (var body in new[] { "{}", """{"type":1}""", """{"type":"nonsense"}""", """{"type":"production_token","plan_id":"X"}""", """{"type":"production_token","plan_id":null}""" })
            await client.CallAsync("enroll", 400, body);
        await client.CallAsync("enroll", 403, known, headers: other);
        await client.CallAsync("enroll", 404, unknown);
        await client.CallAsync("enroll", 401, known, headers: ("Authorization", Http.Basic("nobody's key")));

        var old = await client.CallAsync("createSetupToken", 200, "{}");
        Assert.NotEqual("", old.GetProperty("id").GetString());
        var reused = await client.CallAsync("createSetupToken", 200, $$"""{"plan_id":"{{plan}}"}""");
        Assert.Equal(plan, reused.GetProperty("plan_id").GetString());
        var invalid = await client.CallAsync("createSetupToken", 200, "{}", headers: ("Authorization", Http.Basic("nobody's key")));
        Assert.False(invalid.GetProperty("valid_token").GetBoolean());
        await client.CallAsync("createSetupToken", 400, """{"plan_id":5}""");
        await client.CallAsync("createSetupToken", 403, $$"""{"plan_id":"{{plan}}"}""", headers: other);
        await client.CallAsync("createSetupToken", 404, """{"plan_id":"ffffffffffffffff"}""");
    }

    private async Task ClaimAsync()
    {
        var device = target.NewDevice(Device);
        var stored = await FactoryFlow.RunFactoryProgramAsync(device, waitSeconds: target.Cloud.EndsWith(".lab", StringComparison.Ordinal) ? 0 : 20);
        var waiting = await client.CallAsync("getClaim", 200, id: stored.TokenId);
        Assert.False(waiting.TryGetProperty("claimed_at", out _));
        var oldWaiting = await client.CallAsync("getSetupToken", 200, id: stored.TokenId);
        Assert.Equal("", oldWaiting.GetProperty("impee_id").GetString());
        Assert.True((await FactoryFlow.ActivateAsync(device, stored))["activated"].GetBoolean());

        var claimed = await client.CallAsync("getClaim", 200, id: stored.TokenId);
        Assert.Equal(Device, claimed.GetProperty("device_id").GetString());
        Assert.Equal(Device + " ", claimed.GetProperty("impee_id").GetString());
        Assert.Equal(stored.PlanId, claimed.GetProperty("plan_id").GetString());
        Assert.StartsWith("http://", claimed.GetProperty("agent_url").GetString(), StringComparison.Ordinal);
        var oldClaimed = await client.CallAsync("getSetupToken", 200, id: stored.TokenId);
        Assert.Equal(Device, oldClaimed.GetProperty("impee_id").GetString()!.Trim());
        await client.CallAsync("getSetupToken", 200, id: stored.TokenId, headers: ("Authorization", ""));

        (string, string) other = ("Authorization", Http.Basic(ContractTarget.OtherKey));
        foreach (var operation in new[] { "getClaim", "getSetupToken" })
        {
            await client.CallAsync(operation, 403, id: stored.TokenId, headers: other);
            await client.CallAsync(operation, 404, id: "ffffffffffffffff");
        }
    }
}
