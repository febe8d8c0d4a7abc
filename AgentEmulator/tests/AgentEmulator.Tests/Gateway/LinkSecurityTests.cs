using System.Net;
using System.Text;
using AgentEmulator.Cloud;
using AgentEmulator.Events;
using AgentEmulator.Gateway;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Gateway;

public sealed class LinkSecurityTests
{
    private const string Device = TestFactory.DeviceId;
    private const string Other = "50000a1b2c3d4e60";

    [Fact]
    public void Signature_matches_the_documented_text()
    {
        var key = Convert.FromHexString("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        var expected = System.Security.Cryptography.HMACSHA256.HashData(
            key, "POST\n/device/v1/50000a1b2c3d4e5f/send\n0123456789abcdef\n7\n{\"messages\":[]}"u8);
        Assert.Equal(
            Convert.ToHexStringLower(expected),
            LinkSignature.OfRequest(
                key, "POST", "/device/v1/50000a1b2c3d4e5f/send", "0123456789abcdef", "7", "{\"messages\":[]}"u8));
    }

    [Fact]
    public void Envelope_has_the_documented_positions()
    {
        var body = Encoding.UTF8.GetString(LinkReply.SessionUnknown.Envelope(new string('a', 64)));
        Assert.Equal("""{"error":"session-unknown"}""", body.Substring(91, body.Length - 92));
    }

    [Fact]
    public async Task Every_answer_to_a_genuine_request_is_signed()
    {
        await using var factory = new TestFactory();
        var wire = factory.NewWire();
        var session = await HelloAsync(wire);
        LinkAnswer[] answers =
        [
            await wire.PostAsync("send", session, 1, """{"messages":[]}"""),
            await wire.PostAsync("send", session, 2, "nonsense"),
            await wire.PostAsync("send", session, 2, """{"messages":[]}"""),
            await wire.PostAsync("send", "0000000000000000", 3, """{"messages":[]}"""),
            await wire.PostAsync("send", session, 3, new byte[(256 * 1024) + 1]),
        ];
        Assert.Equal([200, 400, 409, 410, 413], answers.Select(answer => answer.Status));
        Assert.All(answers, answer => Assert.True(answer.IsGenuine));
    }

    [Fact]
    public async Task Unavailable_gateway_is_signed_and_uses_no_counter_up()
    {
        await using var factory = new TestFactory();
        var wire = factory.NewWire();
        var session = await HelloAsync(wire);
        factory.Faults.FailGateway(1);
        var refused = await wire.PostAsync("send", session, 1, """{"messages":[]}""");
        Assert.Equal((503, "unavailable", true), (refused.Status, refused.Error, refused.IsGenuine));
        Assert.Equal(200, (await wire.PostAsync("send", session, 1, """{"messages":[]}""")).Status);
    }

    [Fact]
    public async Task Another_boards_key_can_neither_open_nor_use_a_session()
    {
        await using var factory = new TestFactory();
        var session = await HelloAsync(factory.NewWire());
        var thief = factory.NewWire(Device, TestFactory.KeyOf(Other));

        var hello = await thief.PostAsync("hello", "-", 99, Hello(Device));
        var send = await thief.PostAsync("send", session, 99, """{"messages":[{"n":1,"type":"agent","name":"x","data":1}]}""");
        Assert.Equal((401, "key-refused"), (hello.Status, hello.Error));
        Assert.Equal((401, "key-refused"), (send.Status, send.Error));
        Assert.False(send.IsGenuine);
        Assert.DoesNotContain(FactoryEventNames.DeviceMessage, factory.Events.Names);
        Assert.Equal(2, factory.Events.Of(FactoryEventNames.LinkRefused).Count);
    }

    [Fact]
    public async Task Session_of_another_board_is_unknown_to_a_board()
    {
        await using var factory = new TestFactory();
        var session = await HelloAsync(factory.NewWire());
        var other = factory.NewWire(Other);
        await HelloAsync(other);
        Assert.Equal(410, (await other.PostAsync("poll", session, 1, """{"ack":0,"wait_s":0}""")).Status);
    }

    [Fact]
    public async Task Refused_key_takes_no_memory()
    {
        await using var factory = new TestFactory();
        var thief = factory.NewWire(Other, TestFactory.KeyOf(Device));
        await thief.PostAsync("hello", "-", 1, Hello(Other));
        Assert.Null(factory.Host.Services.Links.Find(Other));
        Assert.Null(factory.Cloud.FindDevice(Other));
    }

    [Theory]
    [InlineData("POST", "send", "0123456789abcdef", "01", null)]
    [InlineData("POST", "send", "0123456789abcdef", "0", null)]
    [InlineData("POST", "send", "0123456789abcdef", "-1", null)]
    [InlineData("POST", "send", "0123456789abcdef", "+1", null)]
    [InlineData("POST", "send", "0123456789abcdef", "1 ", null)]
    [InlineData("POST", "send", "0123456789abcdef", "9223372036854775808", null)]
    [InlineData("POST", "send", "0123456789abcdef", "x", null)]
    [InlineData("POST", "send", "", "1", null)]
    [InlineData("POST", "send", "-", "1", null)]
    [InlineData("POST", "send", "0123456789ABCDEF", "1", null)]
    [InlineData("POST", "hello", "0123456789abcdef", "1", null)]
    [InlineData("POST", "hello", "-", "1", "short")]
    [InlineData("POST", "hello", "-", "1", "")]
    public async Task Malformed_headers_are_refused_like_a_wrong_key(
        string method, string verb, string session, string counter, string? signature)
    {
        await using var factory = new TestFactory();
        var wire = factory.NewWire();
        signature ??= LinkSignature.OfRequest(
            TestFactory.KeyOf(Device), method, wire.PathOf(verb), session, counter, "{}"u8);
        using var request = wire.Build(new HttpMethod(method), wire.PathOf(verb), session, counter, signature, "{}"u8.ToArray());
        var answer = await wire.SendAsync(request);
        Assert.Equal((401, "key-refused"), (answer.Status, answer.Error));
    }

    [Theory]
    [InlineData("GET", "/device/v1/50000a1b2c3d4e5f/poll", 405)]
    [InlineData("POST", "/device/v1/50000a1b2c3d4e5f/upgrade", 404)]
    [InlineData("POST", "/device/v1/50000a1b2c3d4e5f", 404)]
    [InlineData("POST", "/device/v1/50000A1B2C3D4E5F/poll", 404)]
    [InlineData("POST", "/device/v1/23520a1b2c3d4e5f/poll", 404)]
    [InlineData("POST", "/device/v1/50000a1b2c3d4e5f/poll/", 404)]
    [InlineData("POST", "/device/v1/50000a1b2c3d4e5f/poll?x=1", 404)]
    [InlineData("POST", "/device/v2/50000a1b2c3d4e5f/poll", 404)]
    [InlineData("POST", "/", 404)]
    public async Task Wrong_path_or_method_is_told_unsigned(string method, string path, int status)
    {
        await using var factory = new TestFactory();
        var wire = factory.NewWire();
        using var request = wire.Build(new HttpMethod(method), path, "-", "1", new string('0', 64), []);
        var answer = await wire.SendAsync(request);
        Assert.Equal((status, false), (answer.Status, answer.IsGenuine));
    }

    [Theory]
    [InlineData("send", """{"messages":[{"n":1,"type":"agent","name":"test.result","data":{"passed":true}}]}""")]
    [InlineData("bless", """{"success":true}""")]
    [InlineData("poll", """{"ack":0,"wait_s":0}""")]
    [InlineData("enroll", """{"plan_id":"0123456789abcdef","token_id":"0123456789abcdef"}""")]
    public async Task Replayed_request_is_refused_and_has_no_effect(string verb, string body)
    {
        await using var factory = new TestFactory();
        var wire = factory.NewWire();
        var session = await HelloAsync(wire);
        Assert.Equal(200, (await wire.PostAsync(verb, session, 5, body)).Status);
        var before = factory.Events.All.Count;

        var same = await wire.PostAsync(verb, session, 5, body);
        var older = await wire.PostAsync(verb, session, 4, body);

        Assert.Equal((409, "replayed", 5), (same.Status, same.Error, same["counter"].GetInt64()));
        Assert.Equal(409, older.Status);
        Assert.All(factory.Events.All.Skip(before), e => Assert.Equal(FactoryEventNames.LinkRefused, e.Name));
        Assert.True(same.IsGenuine);
    }

    [Fact]
    public async Task Replayed_hello_opens_no_session()
    {
        await using var factory = new TestFactory();
        var wire = factory.NewWire();
        var session = await HelloAsync(wire);
        var replay = await wire.PostAsync("hello", "-", 1, Hello(Device));
        Assert.Equal((409, 1), (replay.Status, replay["counter"].GetInt64()));
        Assert.Equal(200, (await wire.PostAsync("poll", session, 1, """{"ack":0,"wait_s":0}""")).Status);
    }

    [Fact]
    public async Task Token_of_one_device_is_refused_to_another_over_the_link()
    {
        await using var factory = new TestFactory();
        var device = factory.NewDevice();
        var token = await FactoryFlow.RunFactoryProgramAsync(device);
        await FactoryFlow.ActivateAsync(device, token);

        var other = factory.NewDevice(Other);
        await FactoryFlow.RunFactoryProgramAsync(other);
        var refused = await FactoryFlow.ActivateAsync(other, token);
        Assert.Equal((false, "token-used"), (refused["activated"].GetBoolean(), refused["reason"].GetString()));
        Assert.Equal(DeviceState.Blessed, factory.Cloud.FindDevice(Other)!.State);
    }

    [Fact]
    public async Task Body_changed_on_the_way_is_refused()
    {
        await using var factory = new TestFactory();
        var wire = factory.NewWire();
        var session = await HelloAsync(wire);
        var signature = LinkSignature.OfRequest(
            TestFactory.KeyOf(Device), "POST", wire.PathOf("bless"), session, "1", """{"success":false}"""u8);
        using var request = wire.Build(
            HttpMethod.Post, wire.PathOf("bless"), session, "1", signature, """{"success":true}"""u8.ToArray());
        Assert.Equal(401, (await wire.SendAsync(request)).Status);
        Assert.Equal(0, factory.Cloud.FindDevice(Device)!.Blessings);
    }

    [Fact]
    public void Short_factory_secret_is_not_taken() =>
        Assert.Throws<ArgumentException>(new GatewayOptions { FactorySecret = new byte[15] }.Validate);

    internal static string Hello(string deviceId, string resume = "", int boot = 1, string program = "factory") =>
        $$"""{"mac":"{{deviceId[4..]}}","boot":{{boot}},"program":"{{program}}","firmware":"1.0.0","board":"test","resume":"{{resume}}"}""";

    internal static async Task<string> HelloAsync(LinkWire wire, long counter = 1, string resume = "", int boot = 1)
    {
        var answer = await wire.PostAsync("hello", "-", counter, Hello(wire.DeviceId, resume, boot));
        Assert.Equal((int)HttpStatusCode.OK, answer.Status);
        return answer["session"].GetString()!;
    }
}
