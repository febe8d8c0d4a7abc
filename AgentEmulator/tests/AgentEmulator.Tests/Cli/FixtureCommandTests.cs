using System.Text.Json;
using AgentEmulator.Activation;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Cli;

public sealed class FixtureCommandTests
{
    [Fact]
    public async Task Units_are_made_one_after_the_other_and_each_gets_its_label()
    {
        var labels = Path.Combine(TestFolders.Create("line").FullName, "labels");
        var (code, output, error) = await Emulator.RunAsync("fixture", "--count", "2", "--hold-off", "3", "--speed", "5", "--labels", labels, "--json");
        Assert.True(code == 0, error);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(2, json.RootElement.GetProperty("passed").GetInt32());
        foreach (var unit in json.RootElement.GetProperty("units").EnumerateArray())
        {
            var mac = unit.GetProperty("mac").GetString()!.Replace(":", "", StringComparison.Ordinal);
            Assert.Contains(unit.GetProperty("agent_url").GetString()!, await File.ReadAllTextAsync(Path.Combine(labels, mac + ".zpl")), StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(labels, mac + ".png")));
        }

        Assert.Equal(4, Directory.GetFiles(labels).Length);
    }

    [Fact]
    public async Task Units_that_fail_get_no_label_and_the_command_says_why()
    {
        var labels = TestFolders.Create("line").FullName;
        var (code, output, _) = await Emulator.RunAsync("fixture", "--count", "1", "--speed", "10", "--labels", labels, "--fault", Fault.NoWifi);
        Assert.Equal(1, code);
        Assert.Contains("FAIL 1", output, StringComparison.Ordinal);
        Assert.Contains("unit 1 failed: ", output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(labels));
    }
}
