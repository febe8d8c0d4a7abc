using System.Globalization;
using AgentEmulator.Benchmarks;
using Spectre.Console;

namespace AgentEmulator.Cli;

/// <summary>Shows a measurement under way, and its table.</summary>
internal static class BenchView
{
    public static BenchReport Measure(IAnsiConsole console, Func<Action<string, double>, BenchReport> run)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            string? last = null;
            return run((name, _) =>
            {
                if (name != last)
                    console.WriteLine($"measuring {name}");
                last = name;
            });
        }

        return console.Progress().AutoClear(true).HideCompleted(false).Start(context =>
        {
            var tasks = new Dictionary<string, ProgressTask>(StringComparer.Ordinal);
            return run((name, done) =>
            {
                if (!tasks.TryGetValue(name, out var task))
                    tasks.Add(name, task = context.AddTask(name, maxValue: 1));
                task.Value = done;
            });
        });
    }

    public static void Show(IAnsiConsole console, BenchReport report, bool isDebug)
    {
        var cpu = new Table { Border = TableBorder.Simple };
        cpu.AddColumn("operation");
        foreach (var heading in new[] { ".NET ns", "board ns", "ratio" })
            cpu.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var row in report.Cpu)
            cpu.AddRow(Markup.Escape(row.Name), Text(row.PlainNs, "0.00"), Text(row.BoardNs, "0.00"), Text(row.Ratio, "0.00"));
        cpu.AddRow("geometric mean", "", "", Text(report.CpuGeomean, "0.00"));
        console.Write(cpu);

        var lab = new Table { Border = TableBorder.Simple, ShowHeaders = false };
        lab.AddColumn("what");
        lab.AddColumn(new TableColumn("figure").RightAligned());
        lab.AddRow("boot, power to first line", $"{Text(report.BootMs, "0.00")} ms");
        lab.AddRow("boots per second", Text(1000 / report.BootMs, "0"));
        lab.AddRow("context switches per second", Text(report.SwitchesPerS, "0"));
        foreach (var (boards, rate) in report.ActivationsPerS)
            lab.AddRow($"activations per second, {boards} at the same time", Text(rate, "0"));
        lab.AddRow("memory per board beyond the first", $"{Text(report.KbPerBoard, "0")} KB");
        lab.AddRow($"speed with 64 boards, each activating every 10 minutes, on {report.SpeedupCores} core{(report.SpeedupCores == 1 ? "" : "s")}", $"{Text(report.Speedup64, "0")}x real time");
        console.Write(lab);
        if (isDebug)
            console.MarkupLine("[yellow]Figures of a debug build.[/]");
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
