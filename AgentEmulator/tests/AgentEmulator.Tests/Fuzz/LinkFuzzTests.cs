using System.Globalization;
using System.Text;
using AgentEmulator.Cloud;
using AgentEmulator.Tests.Gateway;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Fuzz;

/// <summary>Random and mutated bodies to each verb: no 5xx, no exception, no secret in what is written.</summary>
public sealed class LinkFuzzTests
{
    private const string Device = TestFactory.DeviceId;

    [Fact]
    public Task Hello_survives_any_body() => FuzzVerbAsync(
        "hello", 1, LinkSecurityTests.Hello(Device), LinkSecurityTests.Hello(Device, "0123456789abcdef"), LinkSecurityTests.Hello(Device, program: "production"));

    [Fact]
    public Task Send_survives_any_body() => FuzzVerbAsync(
        "send", 2,
        """{"messages":[{"n":1,"type":"agent","name":"ready.for.token","data":{"network":"wifi"}},{"n":2,"type":"log","level":"info","message":"m"}]}""",
        """{"messages":[{"n":3,"type":"agent","name":"test.result","data":{"passed":true,"tests":[{"name":"a","passed":true}]}}]}""",
        """{"messages":[{"n":4,"type":"agent","name":"activation.data","data":{"device_id":"x","plan_id":"y","token_id":"z"}}]}""");

    [Fact]
    public Task Poll_survives_any_body() =>
        FuzzVerbAsync("poll", 3, """{"ack":0,"wait_s":0}""", """{"ack":1,"wait_s":25}""", """{"ack":2,"wait_s":1}""");

    [Fact]
    public Task Bless_survives_any_body() => FuzzVerbAsync("bless", 4, """{"success":true}""", """{"success":false}""");

    [Fact]
    public Task Enroll_of_a_device_survives_any_body() =>
        FuzzVerbAsync("enroll", 5, """{"plan_id":"0123456789abcdef","token_id":"0123456789abcdef"}""");

    [Theory]
    [InlineData("/v5/enroll", 6)]
    [InlineData("/v1/setup_tokens", 7)]
    public async Task Token_request_survives_any_body(string path, int seed)
    {
        await using var factory = new TestFactory();
        var plan = factory.Cloud.Enroll(null)!;
        var bodies = new BodyMutator(
            FuzzInputs.Seed + seed, """{"type":"production_token"}""", $$"""{"type":"production_token","plan_id":"{{plan.PlanId}}"}""");
        for (var i = 0; i < FuzzInputs.PerTest; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "http://cloud.lab" + path) { Content = new ByteArrayContent(bodies.Next()) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            request.Headers.TryAddWithoutValidation("Authorization", Http.Basic(TestFactory.ApiKey));
            using var answer = await factory.Web.SendAsync(request, CancellationToken.None);
            Assert.True((int)answer.StatusCode is 200 or 201 or 400 or 404, $"body {i}: {(int)answer.StatusCode}");
        }

        AssertQuiet(factory, plan.TokenId);
    }

    [Fact]
    public async Task Fixture_agent_survives_any_body()
    {
        await using var factory = new TestFactory();
        var bodies = new BodyMutator(FuzzInputs.Seed + 8, """{"device_id":"d","mac":"m","plan_id":"p","token_id":"t"}""");
        for (var i = 0; i < FuzzInputs.PerTest; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, factory.FixtureUrl) { Content = new ByteArrayContent(bodies.Next()) };
            using var answer = await factory.Web.SendAsync(request, CancellationToken.None);
            Assert.True((int)answer.StatusCode is 200 or 400 or 500, $"body {i}: {(int)answer.StatusCode}");
        }

        // 500 is the answer of the program itself, when the storage that the guide gives it is full.
        AssertQuiet(factory);
    }

    [Fact]
    public async Task Gateway_survives_any_header()
    {
        await using var factory = new TestFactory();
        var wire = factory.NewWire();
        var random = new Random(FuzzInputs.Seed + 9);
        string Garbage() => new([.. Enumerable.Range(0, random.Next(80)).Select(_ => (char)random.Next(0x20, 0x17f))]);
        for (var i = 0; i < FuzzInputs.PerTest; i++)
        {
            using var request = wire.Build(HttpMethod.Post, wire.PathOf("hello"), Garbage(), Garbage(), Garbage(), "{}"u8.ToArray());
            using var answer = await factory.Web.SendAsync(request, CancellationToken.None);
            Assert.Equal(401, (int)answer.StatusCode);
        }

        AssertQuiet(factory);
    }

    [Fact]
    public async Task Gateway_survives_any_path()
    {
        await using var factory = new TestFactory();
        var wire = factory.NewWire();
        var random = new Random(FuzzInputs.Seed + 10);
        string Garbage(int length) => Uri.EscapeDataString(new([.. Enumerable.Range(0, random.Next(length)).Select(_ => (char)random.Next(0x20, 0x17f))]));
        for (var i = 0; i < FuzzInputs.PerTest; i++)
        {
            var path = random.Next(3) switch
            {
                0 => $"/device/v1/{Garbage(20)}/{Garbage(8)}",
                1 => $"/device/v1/{wire.DeviceId}/{(random.Next(2) == 0 ? "hello" : Garbage(8))}?{Garbage(9)}",
                _ => "/" + string.Join('/', Enumerable.Range(0, random.Next(9)).Select(_ => Garbage(9))),
            };
            using var request = wire.Build(random.Next(2) == 0 ? HttpMethod.Post : HttpMethod.Get, path, "-", "1", new string('0', 64), "{}"u8.ToArray());
            using var answer = await factory.Web.SendAsync(request, CancellationToken.None);
            Assert.True((int)answer.StatusCode is 401 or 404 or 405, $"{path}: {(int)answer.StatusCode}");
        }

        AssertQuiet(factory);
    }

    private static async Task FuzzVerbAsync(string verb, int seed, params string[] samples)
    {
        await using var factory = new TestFactory();
        var device = factory.NewDevice();
        var token = await FactoryFlow.RunFactoryProgramAsync(device);
        var bodies = new BodyMutator(FuzzInputs.Seed + seed, samples);
        var wire = factory.NewWire();
        var answers = new List<Task<LinkAnswer>>(FuzzInputs.PerTest);
        for (var i = 0; i < FuzzInputs.PerTest; i++)
            answers.Add(wire.PostAsync(verb, verb == "hello" ? "-" : device.Session, 1_000 + i, bodies.Next()));
        factory.Time.Advance(TimeSpan.FromMinutes(5)); // Ends the last held poll.

        var statuses = new Dictionary<int, int>();
        foreach (var task in answers)
        {
            Assert.True(task.IsCompleted);
            var answer = await task;
            Assert.True(answer.IsGenuine);
            statuses[answer.Status] = statuses.GetValueOrDefault(answer.Status) + 1;
        }

        Assert.Equal([200, 400], statuses.Keys.Order());
        Assert.True(statuses[200] > FuzzInputs.PerTest / 200, string.Create(CultureInfo.InvariantCulture, $"only {statuses[200]} bodies were right"));
        Assert.Equal(1, factory.Cloud.FindDevice(Device)!.Blessings);
        AssertQuiet(factory, token.TokenId);
    }

    private static void AssertQuiet(TestFactory factory, params string[] tokens)
    {
        Assert.DoesNotContain(factory.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal));
        Assert.DoesNotContain(factory.Events.All, e => e["message"]?.StartsWith("the agent's callback failed", StringComparison.Ordinal) == true);
        SecretsCheck.AssertNone(factory.Log, factory.Events, tokens);
    }
}
