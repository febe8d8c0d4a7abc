using AgentEmulator.Activation;

namespace AgentEmulator.Tests.Cli;

public sealed class ActivateCommandTests
{
    [Fact]
    public async Task Without_arguments_a_board_is_activated_and_shown()
    {
        var (code, output, error) = await Emulator.RunAsync();
        Assert.Equal((0, ""), (code, error));
        foreach (var step in ActivationSteps.All)
            Assert.Contains(step, output, StringComparison.Ordinal);
        Assert.Contains("Activated.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verbose_shows_both_consoles()
    {
        var (code, output, _) = await Emulator.RunAsync("--verbose");
        Assert.Equal(0, code);
        Assert.Contains("board | [", output, StringComparison.Ordinal);
        Assert.Contains("cloud | device-blessed", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--board", "esp9000", "esp32-devkitc-v4")]
    [InlineData("--fault", "meteor", "power-cut")]
    [InlineData("--speed", "fast", "up to 1000")]
    [InlineData("--speed", "0", "up to 1000")]
    [InlineData("--seed", "-1", "--seed")]
    [InlineData("--nonsense", "", "--help")]
    [InlineData("frobnicate", "", "--help")]
    public async Task Wrong_arguments_are_usage_errors_that_say_what_would_be_right(string argument, string value, string hint)
    {
        string[] arguments = value.Length == 0 ? [argument] : [argument, value];
        var (code, output, error) = await Emulator.RunAsync(arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(hint, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("activate", "--help")]
    [InlineData("serve", "--help")]
    public async Task Help_teaches_options_and_exit_codes(params string[] arguments)
    {
        var (code, output, _) = await Emulator.RunAsync(arguments);
        Assert.Equal(0, code);
        Assert.Contains("130", output, StringComparison.Ordinal);
        Assert.Contains(arguments[0] == "serve" ? "--api-key" : "expired-token", output, StringComparison.Ordinal);
    }
}
