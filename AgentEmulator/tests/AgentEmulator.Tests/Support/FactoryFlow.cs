namespace AgentEmulator.Tests.Support;

/// <summary>The guide's flow from the device's side.</summary>
internal static class FactoryFlow
{
    /// <summary>Hello, test result, ready, token, bless, report; the plan and token that the device now holds.</summary>
    public static async Task<StoredToken> RunFactoryProgramAsync(TestDevice device, int waitSeconds = 0)
    {
        await device.HelloAsync();
        await device.SendAsync("test.result", """{"passed":true,"tests":[{"name":"flash","passed":true,"detail":"ok"}]}""");
        await device.SendAsync(
            "ready.for.token", $$"""{"device_id":"{{device.DeviceId}}","mac":"{{device.Mac}}","network":"wifi"}""");
        var token = await ReceiveAsync(device, "activation.token", waitSeconds);
        var stored = new StoredToken(
            token.Data.GetProperty("plan_id").GetString()!, token.Data.GetProperty("token_id").GetString()!);
        var blessed = await device.BlessAsync(true);
        Assert.True(blessed["blessed"].GetBoolean());
        await device.SendAsync(
            "activation.data",
            $$"""{"device_id":"{{device.DeviceId}}","mac":"{{device.Mac}}","plan_id":"{{stored.PlanId}}","token_id":"{{stored.TokenId}}"}""");
        await ReceiveAsync(device, "activation.data.received", waitSeconds);
        return stored;
    }

    /// <summary>Reboots into the activation program and enrolls.</summary>
    public static async Task<LinkAnswer> ActivateAsync(TestDevice device, StoredToken token)
    {
        device.Reboot("activation");
        await device.HelloAsync();
        return await device.EnrollAsync(token.PlanId, token.TokenId);
    }

    public static async Task<ReceivedMessage> ReceiveAsync(TestDevice device, string name, int waitSeconds = 0)
    {
        for (var i = 0; i < 20; i++)
        {
            if (device.Inbox.Find(message => message.Name == name) is { } found)
                return found;
            if (await device.PollAsync(waitSeconds) == 0 && waitSeconds == 0)
                break;
        }

        return device.Inbox.Find(message => message.Name == name)
            ?? throw new InvalidOperationException($"the device got no {name}");
    }
}

internal sealed record StoredToken(string PlanId, string TokenId);
