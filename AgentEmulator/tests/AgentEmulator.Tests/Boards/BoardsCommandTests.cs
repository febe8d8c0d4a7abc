using System.Text.Json;
using AgentEmulator.Boards;
using AgentEmulator.Tests.Cli;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Boards;

public sealed class BoardsCommandTests
{
    [Fact]
    public async Task List_and_show_give_one_object_with_the_facts()
    {
        var (code, output, error) = await Emulator.RunAsync("boards", "list", "--json");
        Assert.Equal((0, ""), (code, error));
        using var list = JsonDocument.Parse(output);
        Assert.Equal(InstalledFiles.BoardNames(), list.RootElement.GetProperty("boards").EnumerateArray().Select(b => b.GetProperty("name").GetString()));

        (code, output, _) = await Emulator.RunAsync("boards", "show", "lilygo-t-a7670x", "--json");
        Assert.Equal(0, code);
        using var board = JsonDocument.Parse(output);
        var root = board.RootElement;
        Assert.Equal(("0x1E0000", 0x400000), (root.GetProperty("deploy_offset").GetString(), root.GetProperty("flash_size").GetInt32()));
        Assert.Equal(12, root.GetProperty("network").GetProperty("power_enable").GetInt32());
        Assert.Contains("PPP", root.GetProperty("uncertain").GetProperty("network").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Facts_that_nobody_has_verified_are_shown_so()
    {
        var facts = BoardFacts.Of(InstalledFiles.Board("esp32-s3-devkitc-1"));
        Assert.False(facts.Single(f => f.Name == "LED").IsCertain);
        Assert.Equal("addressable (WS2812 or alike), data on GPIO38", facts.Single(f => f.Name == "LED").Value);
        Assert.True(facts.Single(f => f.Name == "chip").IsCertain);
        Assert.Equal([false, true], facts.Where(f => f.Name == "USB").Select(f => f.IsCertain));
        Assert.False(facts.Single(f => f.Name == "target").IsCertain);
    }

    [Fact]
    public async Task Check_names_a_mistake_with_its_line()
    {
        var folder = Path.Combine(TestFolders.Create("boards").FullName, "esp32-devkitc-v4");
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "board.json");
        var right = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "boards", "esp32-devkitc-v4", "board.json"));
        await File.WriteAllTextAsync(file, right);
        Assert.Equal(0, (await Emulator.RunAsync("boards", "check", file)).ExitCode);

        await File.WriteAllTextAsync(file, right.Replace("\"ESP32_REV3\"", "\" \"", StringComparison.Ordinal));
        var (code, output, error) = await Emulator.RunAsync("boards", "check", file, "--json");
        Assert.Equal(2, code);
        using var json = JsonDocument.Parse(output);
        Assert.False(json.RootElement.GetProperty("valid").GetBoolean());
        Assert.Equal("$.nanoframework.target", json.RootElement.GetProperty("path").GetString());
        Assert.Contains($"{file}({json.RootElement.GetProperty("line").GetInt32()})", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Detect_gives_one_object_whatever_is_plugged_in()
    {
        var (code, output, _) = await Emulator.RunAsync("boards", "detect", "--json");
        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(JsonValueKind.Array, json.RootElement.GetProperty("ports").ValueKind);
    }
}
