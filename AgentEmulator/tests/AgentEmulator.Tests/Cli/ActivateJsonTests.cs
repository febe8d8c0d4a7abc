using System.Text.Json;
using AgentEmulator.Activation;

namespace AgentEmulator.Tests.Cli;

public sealed class ActivateJsonTests
{
    [Theory]
    [InlineData(null, 0, null)]
    [InlineData(Fault.ExpiredToken, 1, FailureReason.TokenExpired)]
    [InlineData(Fault.WrongWifi, 1, FailureReason.WifiCredentialsRefused)]
    [InlineData(Fault.NoInternet, 1, FailureReason.NoInternet)]
    [InlineData(Fault.BadApiKey, 1, FailureReason.ApiKeyRefused)]
    [InlineData(Fault.BlessRefused, 1, FailureReason.BlessRefused)]
    [InlineData(Fault.LoadCodeAfterBlessing, 1, FailureReason.ApplicationLoaded)]
    [InlineData(Fault.Cloud5xx, 0, null)]
    [InlineData(Fault.PowerCut, 0, null)]
    public async Task Json_is_one_object_on_stdout_whatever_goes_wrong(string? fault, int expectedCode, string? reason)
    {
        string[] faults = fault is null ? [] : ["--fault", fault];
        var (code, output, error) = await Emulator.RunAsync(["activate", "--json", "--speed", "5", .. faults]);
        using var json = JsonDocument.Parse(output);
        Assert.Equal((expectedCode, reason), (code, json.RootElement.GetProperty("reason").GetString()));
        Assert.Equal(reason is null ? "activated" : "failed", json.RootElement.GetProperty("outcome").GetString());
        Assert.NotEqual("", error);
    }
}
