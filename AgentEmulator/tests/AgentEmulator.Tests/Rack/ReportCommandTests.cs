using System.Text.Json;
using AgentEmulator.Tests.Cli;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Rack;

public sealed class ReportCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = TestFolders.Create("reports");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_writes_every_format_and_ends_as_the_run_did()
    {
        using (var sample = new SoakSample(Path.Combine(_folder.FullName, "friday.db"), "a", "b"))
            sample.Cycle("a").Cycle("b").Quarantine("b", "too hot").EndRun();
        var reports = Path.Combine(_folder.FullName, "new", "folder");
        var (code, output, error) = await Emulator.RunAsync("report", "fri", "--journal", _folder.FullName, "--all", reports, "--json");
        Assert.Equal(4, code);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(("friday", 1), (json.RootElement.GetProperty("run").GetString(), json.RootElement.GetProperty("quarantined").GetInt32()));
        Assert.Contains("0 failures in 2 activations", error, StringComparison.Ordinal);
        Assert.Equal(
            ["friday.csv", "friday.html", "friday.json", "friday.junit.xml", "friday.parquet", "friday.trx"],
            new DirectoryInfo(reports).GetFiles().Select(f => f.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_no_run_is_a_usage_error_that_names_it()
    {
        var (code, output, error) = await Emulator.RunAsync("report", "monday", "--journal", _folder.FullName, "--json");
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(_folder.FullName, error, StringComparison.Ordinal);
        var file = Path.Combine(_folder.FullName, "notes.db");
        await File.WriteAllTextAsync(file, "these are my notes, not a journal");
        (code, output, error) = await Emulator.RunAsync("report", file);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(file, error, StringComparison.Ordinal);
    }
}
