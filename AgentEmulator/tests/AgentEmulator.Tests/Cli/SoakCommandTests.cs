using System.Text.Json;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Cli;

/// <summary>soak as users start it: exit codes, one JSON object, resumption.</summary>
public sealed class SoakCommandTests : IDisposable
{
    private readonly string _folder = TestFolders.Create("soak-cli").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_simulated_soak_prints_one_object_and_its_exit_code_says_that_cycles_failed()
    {
        var (code, output, error) = await SoakAsync(
            """
            {
              "name": "cli",
              "boards": [{ "name": "v", "count": 2, "definition": "esp32-devkitc-v4" }],
              "plan": { "cycles": 2, "heartbeats": 1, "faults": { "bless-refused": 0.5 } }
            }
            """,
            "--simulate", "--json");
        using var json = JsonDocument.Parse(output);
        var root = json.RootElement;
        Assert.Equal((4, 1), (root.GetProperty("cycles").GetInt32(), code));
        Assert.Equal(4, root.GetProperty("passed").GetInt32() + root.GetProperty("failed").GetInt32());
        Assert.Equal(["v01", "v02"], root.GetProperty("boards").EnumerateArray().Select(b => b.GetProperty("name").GetString()));
        Assert.True(root.GetProperty("board_s").GetDouble() > 0);
        Assert.Contains("--simulate --only v0", error); // The command that runs a failed cycle again.

        var (verified, _, said) = await Emulator.RunAsync("soak", "--verify", "--journal", _folder);
        Assert.True(verified == 0, said);
        var (resumed, again, _) = await Emulator.RunAsync("soak", "--resume", "--journal", _folder, "--json");
        Assert.Equal((code, output), (resumed, again));
    }

    [Fact]
    public async Task A_dead_port_is_quarantined_and_the_exit_code_says_so()
    {
        var (code, output, error) = await SoakAsync(
            """
            {
              "name": "cli",
              "gateway": { "host": "127.0.0.1" },
              "boards": [{ "name": "dead", "definition": "wt32-eth01", "port": "/dev/nf-no-such-port" }],
              "plan": { "cycles": 1 },
              "health": { "missing_retry": "100ms" }
            }
            """);
        Assert.True(code == 4, error);
        Assert.Contains("/dev/nf-no-such-port", output);
        Assert.Contains("1 of 1 boards in quarantine", output);
    }

    [Fact]
    public async Task A_wrong_rack_file_is_a_usage_error_with_its_line()
    {
        var (code, _, error) = await SoakAsync("{\n  \"name\": \"cli\",\n  \"boards\": [{ \"name\": \"v\" }],\n  \"plan\": { \"cycles\": 1 }\n}");
        Assert.Equal(2, code);
        Assert.Contains("rack.json(3): $.boards[0].definition", error);
        Assert.Empty(Directory.EnumerateFiles(_folder, "*.db"));
    }

    private Task<(int ExitCode, string Output, string Error)> SoakAsync(string rack, params string[] arguments)
    {
        var file = Path.Combine(_folder, "rack.json");
        File.WriteAllText(file, rack);
        return Emulator.RunAsync(["soak", file, "--journal", _folder, .. arguments]);
    }
}
