using System.Text.Json;
using AgentEmulator.Activation;
using AgentEmulator.Doctor;
using AgentEmulator.RealCloud;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Cli;

/// <summary>What is used together with a factory that serve runs: the doctor, webhooks, agents of one's own.</summary>
public sealed class ServedFactoryTests
{
    [Fact]
    public async Task The_doctor_reads_device_groups_and_names_what_is_wrong_with_them()
    {
        await using var factory = await ServedFactory.StartAsync();
        var checks = await DoctorAsync(factory, 0);
        Assert.Equal("ok", checks[FactoryChecks.LoadCode].Outcome);
        Assert.Equal("ok", checks[FactoryChecks.Targets].Outcome);

        var production = await factory.GroupAsync("production_devicegroup");
        await factory.CallAsync(
            "PATCH", "/v5/devicegroups/" + production,
            $$"""{"data":{"type":"production_devicegroup","id":"{{production}}","attributes":{"load_code_after_blessing":true} } }""");
        checks = await DoctorAsync(factory, 1);
        Assert.Equal(("failed", FailureReason.Advice(FailureReason.ApplicationLoaded)), checks[FactoryChecks.LoadCode]);
        Assert.Equal("ok", checks[FactoryChecks.Targets].Outcome);

        var fixtures = await factory.GroupAsync("factoryfixture_devicegroup");
        var fixture = (await factory.CallAsync("GET", "/v5/devices?filter[devicegroup.id]=" + fixtures)).EnumerateArray().Single().GetProperty("id").GetString();
        await factory.CallAsync(
            "DELETE", $"/v5/devicegroups/{fixtures}/relationships/devices", $$"""{"data":[{"type":"device","id":"{{fixture}}"}]}""");
        await factory.CallAsync("DELETE", "/v5/devicegroups/" + fixtures);
        checks = await DoctorAsync(factory, 1);
        Assert.Equal(("failed", FailureReason.Advice(FailureReason.BlessRefused)), checks[FactoryChecks.Targets]);
    }

    [Fact]
    public async Task Webhooks_tell_the_fixtures_agent_of_a_unit_that_nobody_reported()
    {
        await using var factory = await ServedFactory.StartAsync("--verbose");
        var production = await factory.GroupAsync("production_devicegroup");
        foreach (var occasion in new[] { "blessing", "blinkup" })
        {
            await factory.CallAsync("POST", "/v5/webhooks", $$"""
                {"data":{"type":"webhook","attributes":{"url":"{{factory.FixtureUrl}}/webhook","event":"{{occasion}}","content_type":"application/json"},
                "relationships":{"devicegroup":{"type":"production_devicegroup","id":"{{production}}"} } } }
                """);
        }

        var device = factory.NewDevice();
        await device.SendAsync("ready.for.token", $$"""{"device_id":"{{device.DeviceId}}","mac":"{{device.Mac}}","network":"wifi"}""");
        var token = (await FactoryFlow.ReceiveAsync(device, "activation.token", 10)).Data;
        Assert.True((await device.BlessAsync(true))["blessed"].GetBoolean());
        await factory.Emulator.LineAsync(line => line.Contains("webhook-delivered", StringComparison.Ordinal) && line.Contains("event=blessing", StringComparison.Ordinal));

        // The report to the fixture is left out.
        var stored = new StoredToken(token.GetProperty("plan_id").GetString()!, token.GetProperty("token_id").GetString()!);
        Assert.True((await FactoryFlow.ActivateAsync(device, stored))["activated"].GetBoolean());
        await factory.Emulator.LineAsync(line => line.Contains("webhook-delivered", StringComparison.Ordinal) && line.Contains("event=blinkup", StringComparison.Ordinal));
        await factory.Emulator.LineAsync(line => line.Contains("claim-confirmed", StringComparison.Ordinal) && line.Contains(device.DeviceId, StringComparison.Ordinal));
        Assert.DoesNotContain("webhook-failed", factory.Emulator.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(stored.TokenId, factory.Emulator.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agents_of_ones_own_serve_the_boards()
    {
        await using var factory = await ServedFactory.StartAsync(
            "--verbose", "--agent", Path.Combine(AppContext.BaseDirectory, "my-factory", "MyFactory.dll"));
        var device = factory.NewDevice();
        var token = await FactoryFlow.RunFactoryProgramAsync(device, waitSeconds: 10);
        await factory.Emulator.LineAsync(line => line.Contains("MyFactory: tests passed", StringComparison.Ordinal));
        Assert.True((await FactoryFlow.ActivateAsync(device, token))["activated"].GetBoolean());
        device.Reboot("production");
        await device.HelloAsync();
        for (var i = 0; i < 3; i++)
            await device.SendAsync("heartbeat", "{}");
        var units = await factory.CallAsync("GET", "/v5/devices/" + device.DeviceId);
        var url = units.GetProperty("attributes").GetProperty("agent_url").GetString()!;
        Assert.Equal($"{device.DeviceId}: 3 heartbeats\n", (await new Http(factory.Web).SendAsync("GET", url)).Body);
        await factory.Emulator.LineAsync(line => line.Contains("claim-confirmed", StringComparison.Ordinal));
    }

    private static async Task<Dictionary<string, (string Outcome, string? Remedy)>> DoctorAsync(ServedFactory factory, int expected)
    {
        using var doctor = Emulator.Start(
            start =>
            {
                start.Environment[CloudKey.Variable] = TestFactory.ApiKey;
                start.Environment["IMPCENTRAL_PASSWORD"] = "password-of-the-emulator";
            },
            "doctor", "--cloud", factory.Cloud, "--account", "factory", "--fixture-url", factory.FixtureUrl, "--gateway", factory.Gateway, "--json");
        Assert.True(await doctor.ExitAsync() == expected, doctor.Output + doctor.Error);
        Assert.DoesNotContain("password-of-the-emulator", doctor.Output + doctor.Error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(doctor.Output);
        return json.RootElement.GetProperty("checks").EnumerateArray().ToDictionary(
            check => check.GetProperty("name").GetString()!,
            check => (check.GetProperty("outcome").GetString()!, check.GetProperty("remedy").GetString()));
    }
}
