using System.Text.Json;
using AgentEmulator.Benchmarks;
using AgentEmulator.Cli;
using Spectre.Console;

namespace AgentEmulator.Tests.Benchmarks;

public sealed class BenchReportTests
{
    private static readonly BenchReport Report = new()
    {
        Cpu = [new BenchRow("lock", 20, 50, 2.5)],
        CpuGeomean = 2.5,
        BootMs = 0.1,
        SwitchesPerS = 150000,
        ActivationsPerS = new Dictionary<string, double> { ["1"] = 400, ["1000"] = 300.5 },
        KbPerBoard = 94.1,
        Speedup64 = 1500,
        SpeedupCores = 2,
    };

    [Fact]
    public void Json_has_every_figure()
    {
        using var json = JsonDocument.Parse(Report.ToJson());

        Assert.Equal(
            ["cpu", "cpu_geomean", "boot_ms", "switches_per_s", "activations_per_s", "kb_per_board", "speedup_64", "speedup_cores"],
            json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(300.5, json.RootElement.GetProperty("activations_per_s").GetProperty("1000").GetDouble());
        Assert.Equal(1500, json.RootElement.GetProperty("speedup_64").GetDouble());
        var row = json.RootElement.GetProperty("cpu")[0];
        Assert.Equal(["name", "plain_ns", "board_ns", "ratio"], row.EnumerateObject().Select(p => p.Name));
        Assert.Equal(2.5, row.GetProperty("ratio").GetDouble());
    }

    [Fact]
    public void The_table_has_every_figure()
    {
        using var written = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(written) });
        console.Profile.Width = 200;

        BenchView.Show(console, Report, isDebug: true);

        foreach (var figure in new[] { "lock", "2.50", "0.10 ms", "150000", "400", "94 KB", "on 2 cores", "1500x real time", "debug build" })
            Assert.Contains(figure, written.ToString(), StringComparison.Ordinal);
    }
}
