using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.Reports;
using AgentEmulator.Tests.Support;
using CsvHelper;
using Parquet.Serialization;

namespace AgentEmulator.Tests.Rack;

public sealed class RunReportTests : IDisposable
{
    private const string Hostile = "<script>alert('x')</script> \u001b[31mred\u001b[0m \u0007 & \u202eturned \ud800";
    private readonly DirectoryInfo _folder = TestFolders.Create("report");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_page_needs_nothing_else_and_shows_each_failure_with_log_seed_and_replay()
    {
        using var sample = Sample("a", "b");
        sample.Cycle("a").Cycle("b").Cycle("a", "token-expired", ["expired-token"], ["booted", "token refused"]);
        sample.Quarantine("a", "3 in a row").Release("a", "2 rechecks passed").Quarantine("b", "it is hot");
        var html = await HtmlReport.OfAsync(RunReport.Read(sample.Path));
        Assert.StartsWith("<!doctype html>", html, StringComparison.Ordinal);
        foreach (var outside in new[] { "<script", "<link", "<img", "<iframe", "url(", "@import", "src=", "http-equiv=\"refresh" })
            Assert.DoesNotContain(outside, html, StringComparison.OrdinalIgnoreCase);
        foreach (var part in new[]
        {
            "token-expired", "token refused", "1000002", "--replay a --seed 1000002", "expired-token", "prefers-color-scheme: dark", "3 in a row", "2 rechecks passed",
            "it is hot", "1 failure in 3 activations: failure rate below", "Without the 1 with injected faults: 0 failures in 2", "more cycles", "Activations per hour",
        })
        {
            Assert.Contains(part, html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_boards_say_stays_text()
    {
        using var sample = Sample("<b>a</b>");
        sample.Cycle("<b>a</b>", "no-heartbeat", console: [Hostile], advice: "<img src=x onerror=alert(1)>").Quarantine("<b>a</b>", "<i>evidence</i>");
        var html = await HtmlReport.OfAsync(RunReport.Read(sample.Path));
        foreach (var tag in new[] { "<script", "<img", "<b>a</b>", "<i>evidence", "\u001b", "\u0007", "\u202e" })
            Assert.DoesNotContain(tag, html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; red", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_results_say_which_cycles_failed_and_why()
    {
        using var sample = Sample("a", "b");
        sample.Cycle("a").Cycle("a", "no-internet", console: [Hostile]).Cycle("b").Quarantine("b", "hot").EndRun();
        await AllAsync(sample);

        var junit = XDocument.Load(InFolder("run.junit.xml")).Root!;
        Assert.Equal(("testsuites", "4", "1", "0", "1"), (junit.Name.LocalName, Attribute(junit, "tests"), Attribute(junit, "failures"), Attribute(junit, "errors"), Attribute(junit, "skipped")));
        Assert.Equal(["a", "b"], junit.Elements("testsuite").Select(s => Attribute(s, "name")));
        var failed = Assert.Single(junit.Descendants("failure")).Parent!;
        Assert.Equal(("a", "cycle 000002"), (Attribute(failed, "classname"), Attribute(failed, "name")));
        Assert.Contains("no-internet", Attribute(failed.Element("failure")!, "message"), StringComparison.Ordinal);
        Assert.Contains("--replay a --seed 1000002", failed.Element("failure")!.Value, StringComparison.Ordinal);
        Assert.Contains("<script>", failed.Element("system-out")!.Value, StringComparison.Ordinal);

        var trx = XDocument.Load(InFolder("run.trx")).Root!;
        XNamespace schema = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";
        Assert.Equal(schema + "TestRun", trx.Name);
        var counters = trx.Descendants(schema + "Counters").Single();
        Assert.Equal(("4", "2", "1", "1"), (Attribute(counters, "total"), Attribute(counters, "passed"), Attribute(counters, "failed"), Attribute(counters, "notExecuted")));
        var ids = trx.Descendants(schema + "UnitTest").Select(t => Attribute(t, "id")).ToHashSet();
        Assert.Equal(4, ids.Count);
        Assert.All(trx.Descendants(schema + "UnitTestResult"), r => Assert.Contains(Attribute(r, "testId"), ids));
    }

    [Fact]
    public async Task Tables_hold_every_cycle()
    {
        using var sample = Sample("a", "b");
        sample.Pass(TimeSpan.FromHours(1)).Cycle("a", faults: ["wrong-wifi", "no-internet"]).Cycle("b", "token-expired", advice: "=1+1, \"quoted\"\nsecond line");
        await AllAsync(sample);

        var rows = (await ParquetSerializer.DeserializeAsync<ParquetRow>(File.OpenRead(InFolder("run.parquet")), cancellationToken: TestContext.Current.CancellationToken)).Data;
        Assert.Equal(["a", "b"], rows.Select(r => r.board));
        Assert.Equal((true, false), (rows[0].passed, rows[1].passed));
        Assert.Equal((null, "token-expired"), (rows[0].reason, rows[1].reason));
        Assert.Equal(("wrong-wifi no-internet", 1_000_001UL, 3_630_000L, -57), (rows[0].faults, rows[0].seed, rows[0].rack_ms, rows[0].rssi));
        Assert.NotNull(rows[0].activation_ms);
        Assert.Null(rows[1].activation_ms);

        using var csv = CsvReader.Create(File.OpenRead(InFolder("run.csv")), new CsvReaderOptions());
        Assert.True(csv.Read());
        Assert.Equal(("a", "true", "-57"), (csv.GetString("board"), csv.GetString("passed"), csv.GetString("rssi")));
        Assert.True(csv.Read());
        Assert.Equal("'=1+1, \"quoted\"\nsecond line", csv.GetString("advice"));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$", csv.GetString("ended_at"));
        Assert.False(csv.Read());
    }

    [Fact]
    public async Task The_json_file_is_the_object_of_the_command()
    {
        using var sample = Sample("a");
        sample.Cycle("a").Cycle("a", "no-internet");
        await AllAsync(sample);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(InFolder("run.json")));
        Assert.Equal(("run", 2, 1), (json.RootElement.GetProperty("run").GetString(), json.RootElement.GetProperty("cycles").GetInt32(), json.RootElement.GetProperty("failed").GetInt32()));
    }

    [Fact]
    public async Task Too_many_failures_leave_room_for_each_board_and_reason()
    {
        using var sample = Sample("rare", "often");
        sample.Cycle("rare", "no-internet");
        sample.AtOnce(s =>
        {
            for (var i = 0; i < RunReport.MostFailures + 20; i++)
                s.Cycle("often", "token-expired");
        });
        var model = RunReport.Read(sample.Path).Model();
        Assert.Equal((RunReport.MostFailures, RunReport.MostFailures + 21), (model.Failures.Count, model.FailureCount));
        Assert.Equal("rare", model.Failures[^1].Board);
        Assert.Contains("Shown are 500 of 521", await HtmlReport.OfAsync(RunReport.Read(sample.Path)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("cut")]
    [InlineData("overwritten")]
    [InlineData("gap")]
    [InlineData("json")]
    [InlineData("null")]
    [InlineData("twice")]
    [InlineData("empty")]
    public void A_journal_that_is_none_or_is_damaged_is_refused_with_its_name(string damage)
    {
        var path = InFolder("bad.db");
        using (var sample = new SoakSample(path, "a"))
        {
            sample.AtOnce(s =>
            {
                for (var i = 0; i < 40; i++)
                    s.Cycle("a");
            });
        }

        Damage(path, damage);
        var error = Assert.Throws<JournalException>(() => RunReport.Read(path));
        Assert.Contains("bad.db", error.Message, StringComparison.Ordinal);
    }

    private static void Damage(string path, string damage)
    {
        switch (damage)
        {
            case "text":
                File.WriteAllText(path, new string('x', 10_000));
                return;
            case "cut":
                using (var file = File.OpenWrite(path))
                    file.SetLength(file.Length / 2);
                return;
            case "overwritten":
                using (var file = File.OpenWrite(path))
                {
                    file.Position = 4096;
                    file.Write(Enumerable.Repeat((byte)0x5a, (int)file.Length - 4096).ToArray());
                }

                return;
        }

        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = damage switch
        {
            "gap" => "DELETE FROM events WHERE seq = 5",
            "json" => "UPDATE events SET data = '{\"outcome\":' WHERE kind = 'cycle-begun'",
            "null" => "UPDATE events SET data = json_set(data, '$.boards', null) WHERE seq = 1",
            "twice" => "UPDATE events SET kind = 'run-begun', data = (SELECT data FROM events WHERE seq = 1) WHERE seq = 7",
            _ => "DELETE FROM events",
        };
        command.ExecuteNonQuery();
    }

    private SoakSample Sample(params string[] boards) => new(InFolder("run.db"), boards);

    private string InFolder(string name) => Path.Combine(_folder.FullName, name);

    private async Task AllAsync(SoakSample sample)
    {
        var report = RunReport.Read(sample.Path);
        await RunReportFiles.AllIn(_folder, report.State.Run).WriteAsync(report);
    }

    private static string? Attribute(XElement element, string name) => (string?)element.Attribute(name);

    /// <summary>As another program reads the file: by the names of its columns.</summary>
#pragma warning disable IDE1006, CA1812 // Names are the file's; instances are made by the reader.
    private sealed class ParquetRow
    {
        public string? board { get; set; }

        public bool passed { get; set; }

        public string? reason { get; set; }

        public string? faults { get; set; }

        public ulong seed { get; set; }

        public long rack_ms { get; set; }

        public int? rssi { get; set; }

        public long? activation_ms { get; set; }
    }
#pragma warning restore IDE1006, CA1812
}
