using System.Text;
using AgentEmulator.Cloud;
using AgentEmulator.Events;
using AgentEmulator.Json;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Cloud;

public sealed class EnrollApiTests
{
    private const string CloudUrl = "http://cloud.lab";

    [Fact]
    public async Task Token_request_answers_201_with_plan_and_token()
    {
        await using var factory = new TestFactory();
        var answer = await factory.Http().EnrollAsync(CloudUrl);
        Assert.Equal(201, answer.Status);
        Assert.True(HexText.IsHex16(answer.Json.GetProperty("plan_id").GetString()!));
        Assert.True(HexText.IsHex16(answer.Json.GetProperty("token_id").GetString()!));
        Assert.Equal(2, answer.Json.EnumerateObject().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    public async Task Key_is_accepted_with_and_without_trailing_colon(string suffix)
    {
        await using var factory = new TestFactory();
        Assert.Equal(201, (await factory.Http().EnrollAsync(CloudUrl, key: TestFactory.ApiKey + suffix)).Status);
    }

    [Fact]
    public async Task Ids_are_a_function_of_the_seed()
    {
        async Task<string> FirstAsync(ulong seed)
        {
            await using var factory = new TestFactory(o => o with { Ids = new SeededIds(seed) });
            return (await factory.Http().EnrollAsync(CloudUrl)).Body;
        }

        Assert.Equal(await FirstAsync(7), await FirstAsync(7));
        Assert.NotEqual(await FirstAsync(7), await FirstAsync(8));
    }

    [Fact]
    public async Task Random_ids_differ_between_factories()
    {
        await using var one = new TestFactory(o => o with { Ids = new RandomIds() });
        await using var two = new TestFactory(o => o with { Ids = new RandomIds() });
        Assert.NotEqual((await one.Http().EnrollAsync(CloudUrl)).Body, (await two.Http().EnrollAsync(CloudUrl)).Body);
    }

    [Fact]
    public async Task New_request_makes_a_new_plan_and_a_known_plan_is_kept()
    {
        await using var factory = new TestFactory();
        var first = (await factory.Http().EnrollAsync(CloudUrl)).Json;
        var second = (await factory.Http().EnrollAsync(CloudUrl)).Json;
        var plan = first.GetProperty("plan_id").GetString();
        var again = (await factory.Http().EnrollAsync(CloudUrl, $$"""{"type":"production_token","plan_id":"{{plan}}"}""")).Json;

        Assert.NotEqual(plan, second.GetProperty("plan_id").GetString());
        Assert.Equal(plan, again.GetProperty("plan_id").GetString());
        Assert.NotEqual(first.GetProperty("token_id").GetString(), again.GetProperty("token_id").GetString());
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("{", 400)]
    [InlineData("[]", 400)]
    [InlineData("null", 400)]
    [InlineData("{}", 400)]
    [InlineData("""{"type":5}""", 400)]
    [InlineData("""{"type":"nonsense_token"}""", 400)]
    [InlineData("""{"type":"production_token","type":"production_token"}""", 400)]
    [InlineData("""{"type":"production_token",}""", 400)]
    [InlineData("""{"type":"\ud800"}""", 400)]
    [InlineData("""{"type":"production_token","plan_id":7}""", 400)]
    [InlineData("""{"type":"production_token","plan_id":"XYZ"}""", 400)]
    [InlineData("""{"type":"production_token","plan_id":"0123456789abcdef"}""", 404)]
    public async Task Bad_body_is_refused_with_a_json_error(string body, int status)
    {
        await using var factory = new TestFactory();
        var answer = await factory.Http().EnrollAsync(CloudUrl, body);
        Assert.Equal(status, answer.Status);
        Assert.Equal(status.ToString(System.Globalization.CultureInfo.InvariantCulture), answer.FirstError.GetProperty("status").GetString());
        Assert.NotEqual("", answer.FirstError.GetProperty("title").GetString());
        Assert.NotEqual("", answer.FirstError.GetProperty("detail").GetString());
        Assert.DoesNotContain(FactoryEventNames.TokenIssued, factory.Events.Names);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Basic")]
    [InlineData("Basic !!!")]
    [InlineData("Bearer abc")]
    [InlineData("Basic d3Jvbmcta2V5")]
    [InlineData("Basic ")]
    public async Task Missing_or_wrong_key_answers_401(string? authorization)
    {
        await using var factory = new TestFactory();
        var answer = await factory.Http().SendAsync(
            "POST", CloudUrl + "/v5/enroll", """{"type":"production_token"}""", authorization);
        Assert.Equal(401, answer.Status);
        Assert.Equal("Unauthorized", answer.FirstError.GetProperty("title").GetString());
        Assert.Equal("Basic", answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task Oversized_authorization_answers_401()
    {
        await using var factory = new TestFactory();
        var answer = await factory.Http().EnrollAsync(CloudUrl, key: new string('k', 5000));
        Assert.Equal(401, answer.Status);
    }

    [Theory]
    [InlineData("GET", "/v5/enroll", 405)]
    [InlineData("PUT", "/v5/enroll", 405)]
    [InlineData("DELETE", "/v5/enroll/0123456789abcdef", 405)]
    [InlineData("GET", "/", 404)]
    [InlineData("POST", "/v5/devices", 405)]
    [InlineData("POST", "/v5/cars", 404)]
    public async Task Wrong_method_or_path_answers_in_json(string method, string path, int status)
    {
        await using var factory = new TestFactory();
        var answer = await factory.Http().SendAsync(method, CloudUrl + path, null, Http.Basic(TestFactory.ApiKey));
        Assert.Equal(status, answer.Status);
        Assert.Equal(status.ToString(System.Globalization.CultureInfo.InvariantCulture), answer.FirstError.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Other_content_types_answer_415(string? contentType)
    {
        await using var factory = new TestFactory();
        var answer = await factory.Http().SendAsync(
            "POST", CloudUrl + "/v5/enroll", """{"type":"production_token"}""", Http.Basic(TestFactory.ApiKey), contentType);
        Assert.Equal(415, answer.Status);
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/vnd.api+json")]
    public async Task Json_content_types_are_taken(string contentType)
    {
        await using var factory = new TestFactory();
        var answer = await factory.Http().SendAsync(
            "POST", CloudUrl + "/v5/enroll", """{"type":"production_token"}""", Http.Basic(TestFactory.ApiKey), contentType);
        Assert.Equal(201, answer.Status);
    }

    [Fact]
    public async Task Body_at_the_limit_is_taken_and_above_it_413()
    {
        await using var factory = new TestFactory();
        var frame = """{"type":"production_token","note":""}""";
        var note = new string('x', (16 * 1024) - Encoding.UTF8.GetByteCount(frame));
        var atLimit = frame.Replace("\"\"}", $"\"{note}\"}}", StringComparison.Ordinal);
        Assert.Equal(201, (await factory.Http().EnrollAsync(CloudUrl, atLimit)).Status);
        Assert.Equal(413, (await factory.Http().EnrollAsync(CloudUrl, atLimit + " ")).Status);
    }

    [Fact]
    public async Task Failures_are_injected_that_often_and_no_more()
    {
        await using var factory = new TestFactory();
        factory.Faults.FailEnroll(2, 503);
        Assert.Equal(503, (await factory.Http().EnrollAsync(CloudUrl)).Status);
        Assert.Equal(503, (await factory.Http().EnrollAsync(CloudUrl)).Status);
        Assert.Equal(201, (await factory.Http().EnrollAsync(CloudUrl)).Status);
    }

    [Fact]
    public async Task Limit_answers_429_with_the_seconds_left_in_the_window()
    {
        await using var factory = new TestFactory();
        factory.Faults.EnrollLimit = new RequestLimit(2, TimeSpan.FromSeconds(10));
        Assert.Equal(201, (await factory.Http().EnrollAsync(CloudUrl)).Status);
        Assert.Equal(201, (await factory.Http().EnrollAsync(CloudUrl)).Status);
        factory.Time.Advance(TimeSpan.FromSeconds(3.5));
        var refused = await factory.Http().EnrollAsync(CloudUrl);
        Assert.Equal(429, refused.Status);
        Assert.Equal(TimeSpan.FromSeconds(7), refused.Headers.RetryAfter!.Delta);
        factory.Time.Advance(TimeSpan.FromSeconds(6.5));
        Assert.Equal(201, (await factory.Http().EnrollAsync(CloudUrl)).Status);
    }

    [Fact]
    public async Task Latency_holds_the_answer_in_emulator_time()
    {
        await using var factory = new TestFactory();
        factory.Faults.CloudLatency = TimeSpan.FromSeconds(3);
        var pending = factory.Http().EnrollAsync(CloudUrl);
        factory.Time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(pending.IsCompleted);
        factory.Time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(pending.IsCompleted);
        Assert.Equal(201, (await pending).Status);
    }
}
