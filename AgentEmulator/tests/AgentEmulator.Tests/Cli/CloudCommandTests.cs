using System.Diagnostics;
using System.Text;
using System.Text.Json;
using AgentEmulator.Activation;
using AgentEmulator.Cloud;
using AgentEmulator.Events;
using AgentEmulator.RealCloud;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Cli;

/// <summary>Commands that talk to a live impCloud; another emulator's stands in for the real one.</summary>
public sealed class CloudCommandTests
{
    [Fact]
    public async Task A_board_is_activated_with_a_real_token_and_the_key_is_nowhere_to_be_seen()
    {
        await using var cloud = await LiveFactory.StartAsync();
        var run = await RunAsync(TestFactory.ApiKey, "activate", "--cloud", Address(cloud), "--speed", "5", "--verbose", "--json");
        Assert.True(run.Code == 0, run.Error);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("activated", json.RootElement.GetProperty("outcome").GetString());
        // The plan is the other cloud's.
        Assert.Equal(cloud.Events.Single(FactoryEventNames.TokenIssued)["plan"], json.RootElement.GetProperty("plan_id").GetString());
        AssertHidden(run, TestFactory.ApiKey);
    }

    [Fact]
    public async Task A_token_is_shown_shortened_with_its_timing()
    {
        await using var cloud = await LiveFactory.StartAsync();
        cloud.Host.Services.Faults.EnrollLimit = new RequestLimit(0, TimeSpan.FromSeconds(1));
        var running = RunAsync(TestFactory.ApiKey, "token", "--cloud", Address(cloud), "--json");
        await cloud.Events.WaitAsync(FactoryEventNames.TokenRequestRefused);
        cloud.Host.Services.Faults.EnrollLimit = null;
        var run = await running;
        Assert.True(run.Code == 0, run.Error);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(cloud.Events.Single(FactoryEventNames.TokenIssued)["token"], json.RootElement.GetProperty("token").GetString());
        Assert.True(json.RootElement.GetProperty("fetch_ms").GetInt64() >= 900);
        Assert.Contains("status 429, trying again in", run.Error, StringComparison.Ordinal);
        AssertHidden(run, TestFactory.ApiKey);
    }

    [Fact]
    public async Task A_refused_key_fails_with_the_advice_and_stays_hidden()
    {
        await using var cloud = await LiveFactory.StartAsync();
        const string wrong = "a-key-of-nobody-0123456789";
        foreach (var command in new[] { "token", "doctor" })
        {
            var run = await RunAsync(wrong, command, "--cloud", Address(cloud));
            Assert.Equal(1, run.Code);
            Assert.Contains(FailureReason.Advice(FailureReason.ApiKeyRefused), run.Output, StringComparison.Ordinal);
            AssertHidden(run, wrong);
        }
    }

    [Fact]
    public async Task The_doctor_checks_a_running_factory_and_names_what_is_wrong()
    {
        await using var cloud = await LiveFactory.StartAsync();
        var agents = cloud.Host.Services.Agents;
        var fixture = $"{cloud.Host.Services.Addresses.Agents}/{agents.FixtureAgentId}";
        var run = await RunAsync(
            TestFactory.ApiKey, "doctor", "--cloud", Address(cloud), "--fixture-url", fixture, "--gateway", cloud.Host.Services.Addresses.Gateway, "--json");
        Assert.True(run.Code == 0, run.Output + run.Error);
        using (var json = JsonDocument.Parse(run.Output))
            Assert.Equal(0, json.RootElement.GetProperty("failed").GetInt32());
        AssertHidden(run, TestFactory.ApiKey);

        run = await RunAsync(TestFactory.ApiKey, "doctor", "--cloud", Address(cloud), "--fixture-url", fixture + "x");
        Assert.Equal(1, run.Code);
        Assert.Contains(FailureReason.Advice(FailureReason.FixtureNotTold), run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("token", "--cloud", "http://cloud.example")]
    [InlineData("activate", "--api-key-file", "key.txt")]
    public async Task Wrong_arguments_are_usage_errors(params string[] arguments)
    {
        var run = await RunAsync("some-key", arguments);
        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private static string Address(LiveFactory cloud) => cloud.Host.Services.Addresses.Cloud;

    private static async Task<(int Code, string Output, string Error)> RunAsync(string key, params string[] arguments)
    {
        using var emulator = Emulator.Start((ProcessStartInfo start) => start.Environment[CloudKey.Variable] = key, arguments);
        var code = await emulator.ExitAsync();
        return (code, emulator.Output, emulator.Error);
    }

    private static void AssertHidden((int Code, string Output, string Error) run, string key)
    {
        Assert.DoesNotContain(key, run.Output + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(key)), run.Output + run.Error, StringComparison.Ordinal);
    }
}
