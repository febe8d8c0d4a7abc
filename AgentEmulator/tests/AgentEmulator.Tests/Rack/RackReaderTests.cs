using System.Text.Json;
using System.Text.Json.Nodes;
using AgentEmulator.Cli;
using AgentEmulator.Rack.Definition;
using Json.Schema;

namespace AgentEmulator.Tests.Rack;

/// <summary>The rack file: what it says, what is wrong and where, and that the schema for editors says the same.</summary>
public sealed class RackReaderTests
{
    private const string Good =
        """
        {
          // A comment, and trailing commas.
          "name": "line-3",
          "groups": [{ "name": "wifi", "definition": "esp32-devkitc-v4", "faults": { "power-cut": 0.5 } },],
          "boards": [
            { "name": "v", "count": 3, "group": "wifi" },
            { "name": "faint", "group": "wifi", "signal_dbm": -84, "faults": { "wrong-wifi": 0.3 } },
            { "name": "real", "definition": "wt32-eth01", "port": "/dev/ttyUSB0", "mac": "24:0A:C4:01:02:03", "power": { "kind": "uhubctl", "hub": "1-1.4", "port": 2 } },
          ],
          "plan": { "duration": "1h30m", "every": "10m", "seed": 7, "faults": { "power-cut": 0.1, "cloud-5xx": 0.2 } },
          "health": { "failure_rate": 0.2, "recheck": "90s", "weak_signal_dbm": -75 },
        }
        """;

    [Fact]
    public void A_rack_file_is_read_with_what_groups_and_plan_give_to_boards()
    {
        var rack = RackReader.Read(Good, "rack.json");
        Assert.Equal(["v01", "v02", "v03", "faint", "real"], rack.Boards.Select(b => b.Name));
        Assert.Equal((0.5, 0.2), (rack.Boards[0].Faults["power-cut"], rack.Boards[0].Faults["cloud-5xx"]));
        Assert.Equal((0.3, -84, "esp32-devkitc-v4"), (rack.Boards[3].Faults["wrong-wifi"], rack.Boards[3].SignalDbm, rack.Boards[3].Definition));
        var real = rack.Boards[4];
        Assert.Equal((false, "240AC4010203", new HubPowerControl("1-1.4", 2)), (real.IsVirtual, Convert.ToHexString(real.Mac!), real.Power));
        Assert.Equal((TimeSpan.FromMinutes(90), null, 7UL), (rack.Plan.Duration, rack.Plan.Cycles, rack.Plan.Seed));
        Assert.Equal((0.2, TimeSpan.FromSeconds(90), -75), (rack.Health.FailureRate, rack.Health.Recheck, rack.Health.WeakSignalDbm));
    }

    [Theory]
    [InlineData("\"seed\": 7", "\"seed\": -7", "rack.json(10): $.plan.seed", true)]
    [InlineData("\"every\": \"10m\"", "\"every\": \"10 minutes\"", "\"1h30m\"", true)]
    [InlineData("\"every\": \"10m\"", "\"evry\": \"10m\"", "$.plan.evry: found a key that is not known", true)]
    [InlineData("\"duration\": \"1h30m\"", "\"duration\": \"1h30m\", \"cycles\": 3", "both \"cycles\" and \"duration\"", true)]
    [InlineData("\"duration\": \"1h30m\",", "", "neither \"cycles\" nor \"duration\"", true)]
    [InlineData("\"power-cut\": 0.1", "\"power-cut\": 1.1", "a number from 0 to 1", true)]
    [InlineData("\"power-cut\": 0.1", "\"powercut\": 0.1", "$.plan.faults.powercut", true)]
    [InlineData("\"kind\": \"uhubctl\"", "\"kind\": \"relay\"", "one of \"none\", \"serial\", \"uhubctl\", \"command\"", true)]
    [InlineData("24:0A:C4:01:02:03", "24:0A:C4:01:02", "a MAC such as", true)]
    [InlineData("\"name\": \"line-3\"", "\"name\": \"line 3\"", "rack.json(3): $.name", true)]
    [InlineData("\"signal_dbm\": -84", "\"signal_dbm\": -95", "$.boards[1].signal_dbm", true)]
    [InlineData("\"count\": 3", "\"count\": 0", "$.boards[0].count", true)]
    [InlineData("wt32-eth01", "wt32-eth02", "rack.json(8): $.boards[2].definition", false)]
    [InlineData("\"name\": \"faint\"", "\"name\": \"v02\"", "which $.boards[0] has already", false)]
    [InlineData("\"group\": \"wifi\", \"signal", "\"group\": \"wire\", \"signal", "one of wifi", false)]
    [InlineData("\"mac\":", "\"faults\": {}, \"mac\":", "them for virtual boards only", false)]
    public void A_wrong_value_is_refused_with_file_line_and_remedy(string good, string wrong, string said, bool schemaKnows)
    {
        var text = Good.Replace(good, wrong, StringComparison.Ordinal);
        Assert.NotEqual(Good, text);
        Assert.Contains(said, Assert.Throws<UsageException>(() => RackReader.Read(text, "rack.json")).Message);
        Assert.Equal(!schemaKnows, IsValid(text));
    }

    [Fact]
    public void What_is_not_json_is_refused_with_its_line() => Assert.Contains(
        "rack.json(2)", Assert.Throws<UsageException>(() => RackReader.Read("{\n  \"name\": \"x\" \"boards\": []\n}", "rack.json")).Message);

    [Fact]
    public void The_schema_accepts_what_the_reader_accepts_and_knows_every_fault()
    {
        Assert.True(IsValid(Good));
        var faults = JsonNode.Parse(SchemaText())!["$defs"]!["faults"]!["propertyNames"]!["enum"]!.AsArray().Select(n => n!.GetValue<string>());
        Assert.Equal(AgentEmulator.Activation.Fault.All.Select(f => f.Name), faults);
        foreach (var example in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "rack-examples"), "*.json"))
        {
            RackReader.Read(File.ReadAllText(example), example);
            Assert.True(IsValid(File.ReadAllText(example)), example);
        }
    }

    [Fact]
    public void Passwords_do_not_get_into_the_journal()
    {
        var text = RackFile.StrikeOut("""{ "networks": { "factory": { "ssid": "f", "password" : "a\"secret" } } }""");
        Assert.DoesNotContain("secret", text);
        Assert.Contains("\"ssid\": \"f\"", text);
    }

    [Fact]
    public void A_rack_with_passwords_is_gone_on_with_from_its_file_which_must_not_have_changed()
    {
        var path = Path.GetTempFileName();
        try
        {
            var text = Good.Replace("\"boards\"", "\"networks\": { \"factory\": { \"ssid\": \"f\", \"password\": \"12345678\" } }, \"boards\"", StringComparison.Ordinal);
            File.WriteAllText(path, text);
            var journaled = RackFile.Load(path).Journaled;
            Assert.Equal("12345678", RackFile.OfRun(path, journaled).Rack.FactoryNetwork.Password);
            File.WriteAllText(path, text.Replace("\"count\": 3", "\"count\": 4", StringComparison.Ordinal));
            Assert.Contains("something else", Assert.Throws<UsageException>(() => RackFile.OfRun(path, journaled)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("90s", 90_000)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("7d", 604_800_000)]
    [InlineData("250ms", 250)]
    [InlineData("1.5h", 5_400_000)]
    [InlineData("", null)]
    [InlineData("10", null)]
    [InlineData("5x", null)]
    [InlineData("99999d", null)]
    public void Times_are_read_as_people_write_them(string text, int? milliseconds) =>
        Assert.Equal(milliseconds, (int?)Durations.TryParse(text)?.TotalMilliseconds);

    private static bool IsValid(string json)
    {
        using var document = JsonDocument.Parse(
            json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        return Schema.Value.Evaluate(document.RootElement).IsValid;
    }

    private static readonly Lazy<JsonSchema> Schema = new(() => JsonSchema.FromText(SchemaText()));

    private static string SchemaText() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "rack.schema.json"));
}
