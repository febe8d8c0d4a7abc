using AgentEmulator.Events;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Gateway;

public sealed class LinkSessionTests
{
    private const string Device = TestFactory.DeviceId;

    [Fact]
    public async Task Hello_tells_session_time_poll_time_and_the_fixture()
    {
        await using var factory = new TestFactory();
        var answer = await factory.NewWire().PostAsync("hello", "-", 1, LinkSecurityTests.Hello(Device));
        Assert.Equal(16, answer["session"].GetString()!.Length);
        Assert.False(answer["resumed"].GetBoolean());
        Assert.Equal(factory.Time.GetUtcNow().ToUnixTimeSeconds(), answer["time"].GetInt64());
        Assert.Equal(25, answer["poll_s"].GetInt64());
        Assert.Equal("5000f1c700000001", answer["configparams"].GetProperty("factory_imp_device_id").GetString());
    }

    [Fact]
    public async Task Only_a_device_under_test_is_told_the_fixture()
    {
        await using var factory = new TestFactory();
        var answer = await factory.NewWire().PostAsync("hello", "-", 1, LinkSecurityTests.Hello(Device, program: "production"));
        Assert.Empty(answer["configparams"].EnumerateObject());
        Assert.Null(factory.Cloud.FindDevice(Device));
    }

    [Theory]
    [InlineData("mac", "\"0a1b2c3d4e60\"")]
    [InlineData("mac", "\"4e5f\"")]
    [InlineData("mac", "7")]
    [InlineData("boot", "-1")]
    [InlineData("boot", "1.5")]
    [InlineData("boot", "1e400")]
    [InlineData("program", "\"other\"")]
    [InlineData("firmware", "null")]
    [InlineData("resume", "\"zz\"")]
    public async Task Hello_with_a_wrong_field_names_the_field(string field, string value)
    {
        await using var factory = new TestFactory();
        var fields = new Dictionary<string, string>
        {
            ["mac"] = "\"0a1b2c3d4e5f\"", ["boot"] = "1", ["program"] = "\"factory\"", ["firmware"] = "\"1\"", ["board"] = "\"b\"", ["resume"] = "\"\"",
            [field] = value,
        };
        var body = "{" + string.Join(',', fields.Select(pair => $"\"{pair.Key}\":{pair.Value}")) + "}";
        var answer = await factory.NewWire().PostAsync("hello", "-", 1, body);
        Assert.Equal((400, "malformed"), (answer.Status, answer.Error));
        Assert.StartsWith(field + " ", answer["message"].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_goes_on_with_numbers_and_counters()
    {
        await using var factory = new TestFactory();
        var wire = factory.NewWire();
        var session = await LinkSecurityTests.HelloAsync(wire);
        await wire.PostAsync("send", session, 1, """{"messages":[{"n":1,"type":"log","level":"info","message":"a"}]}""");

        var resumed = await wire.PostAsync("hello", "-", 2, LinkSecurityTests.Hello(Device, session));
        Assert.True(resumed["resumed"].GetBoolean());
        Assert.Equal(session, resumed["session"].GetString());
        Assert.Equal(409, (await wire.PostAsync("send", session, 1, """{"messages":[]}""")).Status);
        var duplicate = await wire.PostAsync("send", session, 2, """{"messages":[{"n":1,"type":"log","level":"info","message":"a"}]}""");
        Assert.Equal(1, duplicate["ack"].GetInt64());
        factory.Events.Single(FactoryEventNames.DeviceLog);
    }

    [Fact]
    public async Task New_session_makes_the_old_one_unknown()
    {
        await using var factory = new TestFactory();
        var wire = factory.NewWire();
        var old = await LinkSecurityTests.HelloAsync(wire);
        var answer = await wire.PostAsync("hello", "-", 2, LinkSecurityTests.Hello(Device, "0123456789abcdef"));
        Assert.False(answer["resumed"].GetBoolean());
        var refused = await wire.PostAsync("send", old, 1, """{"messages":[{"n":1,"type":"log","level":"info","message":"a"}]}""");
        Assert.Equal((410, "session-unknown"), (refused.Status, refused.Error));
        Assert.Empty(factory.Events.Of(FactoryEventNames.DeviceLog));
    }

    [Fact]
    public async Task Forgotten_session_is_told_and_the_device_goes_on_after_a_new_hello()
    {
        await using var factory = new TestFactory();
        var device = factory.NewDevice();
        await device.SendAsync("test.result", """{"passed":true}""");
        Assert.True(factory.Host.Services.Links.ForgetSession(Device));
        Assert.False(factory.Host.Services.Links.ForgetSession(Device));
        await device.SendAsync("test.result", """{"passed":false}""");
        Assert.Equal(["true", "false"], factory.Events.Of(FactoryEventNames.TestResult).Select(e => e["passed"]));
    }

    [Fact]
    public async Task Gap_ends_processing_and_duplicates_are_skipped()
    {
        await using var factory = new TestFactory();
        var wire = factory.NewWire();
        var session = await LinkSecurityTests.HelloAsync(wire);
        var first = await wire.PostAsync("send", session, 1, Logs(1, 2, 4));
        var second = await wire.PostAsync("send", session, 2, Logs(2, 3, 3, 4));
        Assert.Equal([2, 4], new[] { first["ack"].GetInt64(), second["ack"].GetInt64() });
        Assert.Equal(["1", "2", "3", "4"], factory.Events.Of(FactoryEventNames.DeviceLog).Select(e => e["message"]));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"messages":{}}""")]
    [InlineData("""{"messages":[1]}""")]
    [InlineData("""{"messages":[{"n":0,"type":"log","level":"info","message":""}]}""")]
    [InlineData("""{"messages":[{"n":1,"type":"note"}]}""")]
    [InlineData("""{"messages":[{"n":1,"type":"log","level":"fatal","message":""}]}""")]
    [InlineData("""{"messages":[{"n":1,"type":"agent","name":"","data":1}]}""")]
    [InlineData("""{"messages":[{"n":1,"type":"agent","name":"x"}]}""")]
    [InlineData("""{"messages":[{"n":1,"type":"agent","name":"x","data":"\udc00"}]}""")]
    public async Task Malformed_send_is_refused_as_a_whole(string body)
    {
        await using var factory = new TestFactory();
        var wire = factory.NewWire();
        var session = await LinkSecurityTests.HelloAsync(wire);
        Assert.Equal(400, (await wire.PostAsync("send", session, 1, body)).Status);
        Assert.Equal(0, (await wire.PostAsync("send", session, 2, """{"messages":[]}"""))["ack"].GetInt64());
    }

    [Fact]
    public async Task Body_of_the_largest_size_is_taken_and_nesting_is_bounded()
    {
        await using var factory = new TestFactory();
        var wire = factory.NewWire();
        var session = await LinkSecurityTests.HelloAsync(wire);
        var largest = """{"messages":[]}""".PadRight(256 * 1024);
        Assert.Equal(200, (await wire.PostAsync("send", session, 1, largest)).Status);
        var deep = $$"""{"messages":[],"x":{{new string('[', 40)}}{{new string(']', 40)}}}""";
        Assert.Equal(400, (await wire.PostAsync("send", session, 2, deep)).Status);
    }

    [Fact]
    public async Task Messages_of_a_device_without_agent_are_acknowledged_and_told_lost()
    {
        await using var factory = new TestFactory();
        var device = factory.NewDevice();
        device.Program = "production";
        await device.SendAsync("heartbeat", "{}");
        Assert.Equal("the device has no agent", factory.Events.Single(FactoryEventNames.MessageLost)["reason"]);
    }

    [Fact]
    public async Task Production_device_talks_to_the_agent_of_its_plan_after_a_reboot()
    {
        await using var factory = new TestFactory();
        var device = factory.NewDevice();
        await FactoryFlow.ActivateAsync(device, await FactoryFlow.RunFactoryProgramAsync(device));
        device.Reboot("production");
        await device.SendAsync("heartbeat", """{"n":7}""");
        Assert.Equal("7", factory.Events.Single(FactoryEventNames.Heartbeat)["n"]);
    }

    private static string Logs(params int[] numbers) =>
        "{\"messages\":[" + string.Join(',', numbers.Select(n => $$"""{"n":{{n}},"type":"log","level":"info","message":"{{n}}"}""")) + "]}";
}
