using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using VirtualBoard.Boards;
using VirtualBoard.Flash;

namespace VirtualBoard.Tests.Boards;

public sealed class BoardDefinitionTests
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    private static readonly Lazy<JsonSchema> SchemaOfBoards =
        new(() => JsonSchema.FromText(File.ReadAllText(Path.Combine(Folder, "board.schema.json"))));

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "boards");

    private static string DevKit => File.ReadAllText(Path.Combine(Folder, "esp32-devkitc-v4", "board.json"));

    private static JsonObject Schema =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "board.schema.json")))!.AsObject();

    private static JsonObject Json() => JsonNode.Parse(DevKit, documentOptions: Lenient)!.AsObject();

    private static BoardDefinition Parse(JsonNode json) => BoardDefinition.Parse(json.ToJsonString(), "board.json");

    /// <summary>Changes the value at a path of keys and indexes; null removes it.</summary>
    private static JsonObject With(string path, string? value)
    {
        var root = Json();
        // It names facts that the change may take away.
        if (!path.StartsWith("uncertain", StringComparison.Ordinal))
            root.Remove("uncertain");
        var keys = path.Split('.');
        JsonNode node = root;
        foreach (var key in keys[..^1])
            node = int.TryParse(key, out var index) ? node[index]! : node[key]!;
        if (value is null)
            node.AsObject().Remove(keys[^1]);
        else if (int.TryParse(keys[^1], out var at))
            node.AsArray()[at] = JsonNode.Parse(value);
        else
            node[keys[^1]] = JsonNode.Parse(value);
        return root;
    }

    [Fact]
    public void The_devkit_is_what_the_reference_says()
    {
        var board = BoardDefinition.Load(Path.Combine(Folder, "esp32-devkitc-v4", "board.json"));
        Assert.Equal("esp32-devkitc-v4", board.Name);
        Assert.Equal(("esp32", 4 << 20, 0), (board.Chip, board.FlashSize, board.PsramSize));
        Assert.Equal((102_400, 16), (board.ManagedHeap, board.Sockets));
        Assert.Equal(
            [
                new("nvs", "data", "nvs", 0x9000, 0x6000),
                new("phy_init", "data", "phy", 0xF000, 0x1000),
                new("factory", "app", "factory", 0x10000, 0x1D0000),
                new("deploy", "data", "0x84", 0x1E0000, 0x1C0000),
                new PartitionEntry("config", "data", "littlefs", 0x3C0000, 0x40000),
            ],
            board.Partitions);
        Assert.Equal(("ESP32_REV3", 0x1000, 0x1E0000), (board.NanoFrameworkTarget, board.BootloaderOffset, board.DeployOffset));
        Assert.IsType<NoLed>(board.Led);
        Assert.Equal(new GpioButton(0, true), board.Button);
        Assert.Equal(new WifiNetwork(), board.Network);
        Assert.Equal([new UsbPort("CP2102N", 0x10C4, 0xEA60)], board.Usb);
        Assert.Contains("managed_heap", board.Uncertain.Keys);
    }

    [Fact]
    public void Every_board_in_the_folder_loads_and_its_partitions_fit_its_flash()
    {
        var files = Directory.GetFiles(Folder, "board.json", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var board = BoardDefinition.Load(file);
            using var flash = new NorFlash(board.FlashSize, new MemoryFlashContents(board.FlashSize), new RandomStream(1));
            Assert.True(new PartitionTable(flash, board.Partitions).TryGet("config", out _), file);
            Assert.Equal("../board.schema.json", JsonNode.Parse(File.ReadAllText(file), documentOptions: Lenient)!["$schema"]!.GetValue<string>());
        }
    }

    [Fact]
    public void Other_leds_buttons_and_networks_are_read_as_well()
    {
        Assert.Equal(new GpioLed(2, true), Parse(With("led", """{"kind":"gpio","pin":2,"active_low":true}""")).Led);
        Assert.Equal(new AddressableLed(18), Parse(With("led", """{"kind":"addressable","pin":18}""")).Led);
        Assert.Equal(new NoButton("none"), Parse(With("button", """{"kind":"none","why":"none"}""")).Button);
        var ethernet = """
            {"kind":"ethernet","phy":"LAN8720","address":0,"mdc":23,"mdio":18,"reset":12,"clock":{"direction":"out","pin":17}}
            """;
        Assert.Equal(new EthernetNetwork("LAN8720", 0, 23, 18, 12, 17, true), Parse(With("network", ethernet)).Network);
        var cellular = """{"kind":"cellular","modem":"SIM7600","tx":27,"rx":26,"baud_rate":115200}""";
        Assert.Equal(new CellularNetwork("SIM7600", 27, 26, null, 115_200), Parse(With("network", cellular)).Network);
        Assert.Equal(new ManualReset("Press it."), Parse(With("reset", """{"kind":"manual","how":"Press it."}""")).Reset);
    }

    [Fact]
    public void Psram_takes_its_pins()
    {
        var json = With("psram_size", "\"0x400000\"");
        json["led"] = JsonNode.Parse("""{"kind":"gpio","pin":16,"active_low":false}""");
        var error = Assert.Throws<BoardDefinitionException>(() => Parse(json));
        Assert.Contains("GPIO16, which the PSRAM uses", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Folder, "board.json", SearchOption.AllDirectories).Select(f => Path.GetFileName(Path.GetDirectoryName(f)!))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_board_in_the_folder_is_valid_by_the_schema(string name)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name, "board.json")), documentOptions: Lenient)!;
        var result = Evaluate(json);
        Assert.True(result.IsValid, string.Join('\n', (result.Details ?? []).Where(d => d.Errors is not null).Select(
            d => $"{d.InstanceLocation}: {string.Join("; ", d.Errors!.Select(e => $"{e.Key} {e.Value}"))}")));
    }

    /// <summary>What the reader refuses and a schema can say, the schema refuses too.</summary>
    [Theory]
    [InlineData("sockets", null)]
    [InlineData("sockets", "1.5")]
    [InlineData("sockets", "\"16\"")]
    [InlineData("chip", "\"esp8266\"")]
    [InlineData("name", "\"My Board\"")]
    [InlineData("name", "\"..\"")]
    [InlineData("title", "\" \"")]
    [InlineData("flash_size", "\"0xZZ\"")]
    [InlineData("partitions", "{}")]
    [InlineData("partitions.0.flags", "1")]
    [InlineData("led", """{"kind":"neon"}""")]
    [InlineData("reset", """{"kind":"manual"}""")]
    [InlineData("network.pin", "1")]
    [InlineData("nanoframework.deploy", "0")]
    public void The_schema_refuses_what_the_reader_refuses(string path, string? value)
    {
        var json = With(path, value);
        Assert.Throws<BoardDefinitionException>(() => Parse(json));
        Assert.False(Evaluate(json).IsValid);
    }

    private static EvaluationResults Evaluate(JsonNode json)
    {
        using var document = JsonDocument.Parse(json.ToJsonString());
        return SchemaOfBoards.Value.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
    }

    [Fact]
    public void Numbers_may_be_hexadecimal_text_and_comments_and_trailing_commas_are_allowed()
    {
        Assert.Equal(0x400000, Parse(With("flash_size", "4194304")).FlashSize);
        Assert.Equal(0x400000, Parse(With("flash_size", "\"0X400000\"")).FlashSize);
        var board = BoardDefinition.Parse(DevKit.Replace("\"sockets\": 16,", "/* few */ \"sockets\": 8, // not 16", StringComparison.Ordinal), "x");
        Assert.Equal(8, board.Sockets);
    }

    public static TheoryData<string, string?, string, string, string> Wrong => new()
    {
        { "sockets", null, "$.sockets", "found nothing", "a whole number from 1 to 64" },
        { "sockets", "0", "$.sockets", "found 0", "a whole number from 1 to 64" },
        { "sockets", "1.5", "$.sockets", "found 1.5", "a whole number" },
        { "sockets", "\"16\"", "$.sockets", "found \"16\"", "\"0x1E0000\"" },
        { "sockets", "99999999999999999999", "$.sockets", "found 99999999999999999999", "a whole number" },
        { "sockets", "true", "$.sockets", "found true", "a whole number" },
        { "socket", "16", "$.socket", "a key that is not known", "sockets" },
        { "chip", "\"esp8266\"", "$.chip", "found \"esp8266\"", "\"esp32\", \"esp32s2\"" },
        { "chip", null, "$.chip", "found nothing", "one of" },
        { "name", "\"My Board\"", "$.name", "found \"My Board\"", "lower-case letters" },
        { "title", "\" \"", "$.title", "found \" \"", "a text that is not empty" },
        { "flash_size", "\"0x300000\"", "$.flash_size", "found 0x300000", "2, 4, 8, 16 or 32 MB" },
        { "flash_size", "\"0xZZ\"", "$.flash_size", "found \"0xZZ\"", "a whole number" },
        { "partitions", "{}", "$.partitions", "found an object", "an array of objects" },
        { "partitions.1", "7", "$.partitions[1]", "found 7", "an object" },
        { "partitions.3.offset", "\"0x1D0000\"", "$.partitions[3].offset", "does not fit", "overlaps \"factory\"" },
        { "partitions.4.size", "\"0x500000\"", "$.partitions[4].size", "found \"0x500000\"", "a whole number" },
        { "partitions.4.size", "\"0x41000\"", "$.partitions[4].size", "does not fit", "outside of the chip" },
        { "partitions.4.name", "\"storage\"", "$.partitions", "no partition \"config\"", "nvs, phy_init, factory, deploy, config" },
        { "partitions.0.flags", "1", "$.partitions[0].flags", "not known", "offset" },
        { "usb.0.vid", "\"0x12345\"", "$.usb[0].vid", "found \"0x12345\"", "from 1 to 65535" },
        { "led", """{"kind":"none"}""", "$.led.why", "found nothing", "a text" },
        { "led", """{"kind":"gpio","pin":34,"active_low":false}""", "$.led.pin", "found 34", "from 0 to 33" },
        { "led", """{"kind":"gpio","pin":0,"active_low":false}""", "$.button.pin", "GPIO0, which $.led.pin uses", "a pin of its own" },
        { "led", """{"kind":"neon"}""", "$.led.kind", "found \"neon\"", "\"addressable\"" },
        { "led", """{"kind":"gpio","pin":6,"active_low":false}""", "$.led.pin", "GPIO6, which the flash chip uses", "a pin of its own" },
        { "reset", null, "$.reset", "found nothing", "an object" },
        { "reset", """{"kind":"manual"}""", "$.reset.how", "found nothing", "a text" },
        { "usb.0.interface", "-1", "$.usb[0].interface", "found -1", "from 0 to 31" },
        { "name", "\"..\"", "$.name", "found \"..\"", "lower-case letters" },
        { "button.active_low", "1", "$.button.active_low", "found 1", "true or false" },
        { "network", "\"wifi\"", "$.network", "found \"wifi\"", "an object" },
        { "network.pin", "1", "$.network.pin", "not known", "kind" },
        { "nanoframework.bootloader_offset", "0", "$.nanoframework.bootloader_offset", "found 0x0", "0x1000, where the ROM of esp32" },
        { "nanoframework.deploy", "0", "$.nanoframework.deploy", "not known", "bootloader_offset" },
        { "uncertain.wifi", "\"why\"", "$.uncertain.wifi", "a fact that is not in this file", "usb[0].pid" },
        { "uncertain.managed_heap", "true", "$.uncertain.managed_heap", "found true", "a text" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_mistake_is_named_with_its_place_what_was_found_and_what_is_expected(
        string path, string? value, string jsonPath, string found, string expected)
    {
        var json = With(path, value).ToJsonString(new JsonSerializerOptions { WriteIndented = true });
        var error = Assert.Throws<BoardDefinitionException>(() => BoardDefinition.Parse(json, "boards/x/board.json"));
        Assert.Equal(jsonPath, error.JsonPath);
        Assert.StartsWith($"boards/x/board.json({error.Line}): {jsonPath}: found ", error.Message, StringComparison.Ordinal);
        var parts = error.Message.Split(", expected ", 2);
        Assert.Contains(found, parts[0], StringComparison.Ordinal);
        Assert.Contains(expected, parts[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_is_that_of_the_mistake()
    {
        var lines = DevKit.Split('\n');
        var line = Array.FindIndex(lines, l => l.Contains("\"deploy\"", StringComparison.Ordinal));
        lines[line] = lines[line].Replace("0x1E0000", "0x1E0001", StringComparison.Ordinal);
        var error = Assert.Throws<BoardDefinitionException>(() => BoardDefinition.Parse(string.Join('\n', lines), "x"));
        Assert.Equal(line + 1, error.Line);
        Assert.Equal("$.partitions[3].offset", error.JsonPath);

        error = Assert.Throws<BoardDefinitionException>(() => BoardDefinition.Parse("{\n  \"name\": \"x\",\n  oops\n}", "x"));
        Assert.Equal(3, error.Line);
        Assert.Contains("this is not JSON", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_stands_twice_is_refused()
    {
        var json = DevKit.Replace("\"sockets\": 16,", "\"sockets\": 16, \"sockets\": 8,", StringComparison.Ordinal);
        var error = Assert.Throws<BoardDefinitionException>(() => BoardDefinition.Parse(json, "x"));
        Assert.Equal("$.sockets", error.JsonPath);
        Assert.Contains("twice", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_missing_or_in_a_folder_of_another_name_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("board-");
        try
        {
            var path = Path.Combine(folder.FullName, "board.json");
            var error = Assert.Throws<BoardDefinitionException>(() => BoardDefinition.Load(path));
            Assert.StartsWith(path + ": $: The board file cannot be read", error.Message, StringComparison.Ordinal);
            Assert.Null(error.Line);
            File.WriteAllText(path, DevKit);
            error = Assert.Throws<BoardDefinitionException>(() => BoardDefinition.Load(path));
            Assert.Equal("$.name", error.JsonPath);
            Assert.Contains($"expected \"{folder.Name}\"", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_schema_requires_and_knows_the_keys_that_the_reader_does()
    {
        var required = Schema["required"]!.AsArray().Select(n => n!.GetValue<string>()).ToHashSet();
        foreach (var (key, _) in Schema["properties"]!.AsObject())
        {
            var json = Json();
            json.Remove(key);
            if (key is not ("uncertain" or "$schema"))
                json.Remove("uncertain");
            var error = Record.Exception(() => Parse(json));
            Assert.True(required.Contains(key) == error is BoardDefinitionException, $"{key}: {error?.Message}");
        }

        // What the reader would accept shows in its refusal of a key that nobody knows.
        AssertKnown(With("zzz", "1"), Schema);
        AssertKnown(With("nanoframework.zzz", "1"), Property("nanoframework"));
        AssertKnown(With("partitions.0.zzz", "1"), Property("partitions")["items"]!.AsObject());
        AssertKnown(With("usb.0.zzz", "1"), Property("usb")["items"]!.AsObject());
        AssertKnown(With("button.zzz", "1"), Variant("button", "gpio"));
        AssertKnown(With("led.zzz", "1"), Variant("led", "none"));
        AssertKnown(With("reset.zzz", "1"), Variant("reset", "serial-lines"));
        AssertKnown(With("reset", """{"kind":"manual","how":"x","zzz":1}"""), Variant("reset", "manual"));
        AssertKnown(With("network.zzz", "1"), Variant("network", "wifi"));
        AssertKnown(
            With("network", """
                {"kind":"ethernet","phy":"IP101","address":1,"mdc":23,"mdio":18,"clock":{"direction":"in","pin":4},"zzz":1}
                """),
            Variant("network", "ethernet"));
        AssertKnown(
            With("network", """{"kind":"cellular","modem":"A7670","tx":26,"rx":27,"baud_rate":115200,"zzz":1}"""),
            Variant("network", "cellular"));

        static JsonObject Property(string key) => Schema["properties"]![key]!.AsObject();

        static JsonObject Variant(string key, string kind) => Property(key)["oneOf"]!.AsArray()
            .Select(v => v!.AsObject()).Single(v => v["properties"]!["kind"]!["const"]!.GetValue<string>() == kind);

        static void AssertKnown(JsonNode json, JsonObject schema)
        {
            var error = Assert.Throws<BoardDefinitionException>(() => Parse(json));
            var known = error.Message[(error.Message.IndexOf("one of ", StringComparison.Ordinal) + 7)..].TrimEnd('.').Split(", ");
            Assert.Equal(schema["properties"]!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal), known);
            Assert.False(schema["additionalProperties"]!.GetValue<bool>());
        }
    }

    [Fact]
    public void The_schema_lists_the_chips_that_the_reader_knows()
    {
        var chips = Schema["properties"]!["chip"]!["enum"]!.AsArray().Select(n => n!.GetValue<string>());
        Assert.Equal(ChipFacts.All.Select(c => c.Name), chips);
    }
}
