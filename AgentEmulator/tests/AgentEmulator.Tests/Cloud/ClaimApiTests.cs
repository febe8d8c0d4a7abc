using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Cloud;

public sealed class ClaimApiTests
{
    private const string CloudUrl = "http://cloud.lab";

    private static readonly string Key = Http.Basic(TestFactory.ApiKey);

    [Fact]
    public async Task Unclaimed_token_is_shown_without_claim()
    {
        await using var factory = new TestFactory();
        var issued = factory.Cloud.Enroll(null)!;
        var answer = await factory.Http().SendAsync("GET", $"{CloudUrl}/v5/enroll/{issued.TokenId}", null, Key);
        Assert.Equal(200, answer.Status);
        Assert.Equal($$"""{"token_id":"{{issued.TokenId}}","plan_id":"{{issued.PlanId}}"}""", answer.Body);
    }

    [Fact]
    public async Task Claimed_token_names_device_agent_and_instant()
    {
        await using var factory = new TestFactory();
        var issued = Claimed(factory, out var agentUrl);
        var answer = await factory.Http().SendAsync("GET", $"{CloudUrl}/v5/enroll/{issued.TokenId}", null, Key);
        Assert.Equal("2026-01-01T00:00:01.500Z", answer.Json.GetProperty("claimed_at").GetString());
        Assert.Equal(agentUrl, answer.Json.GetProperty("agent_url").GetString());
        Assert.Equal(TestFactory.DeviceId, answer.Json.GetProperty("device_id").GetString());
        Assert.Equal(TestFactory.DeviceId + " ", answer.Json.GetProperty("impee_id").GetString());
        Assert.Equal(issued.PlanId, answer.Json.GetProperty("plan_id").GetString());
    }

    [Fact]
    public async Task Claim_of_an_unknown_token_answers_404_and_without_key_401()
    {
        await using var factory = new TestFactory();
        var url = $"{CloudUrl}/v5/enroll/0123456789abcdef";
        Assert.Equal(404, (await factory.Http().SendAsync("GET", url, null, Key)).Status);
        Assert.Equal(401, (await factory.Http().SendAsync("GET", url)).Status);
    }

    [Fact]
    public async Task Older_api_issues_and_polls_in_its_own_shape()
    {
        await using var factory = new TestFactory();
        var issued = (await factory.Http().SendAsync("POST", CloudUrl + "/v1/setup_tokens", "", Key)).Json;
        var token = issued.GetProperty("id").GetString()!;
        var plan = issued.GetProperty("plan_id").GetString()!;

        var unclaimed = (await factory.Http().SendAsync("GET", $"{CloudUrl}/v1/setup_tokens/{token}", null, Key)).Json;
        Assert.Equal("", unclaimed.GetProperty("impee_id").GetString());

        factory.Cloud.Admit(TestFactory.DeviceId, TestFactory.DeviceId[4..]);
        factory.Cloud.Bless(TestFactory.DeviceId, true);
        Assert.True(factory.Cloud.Activate(TestFactory.DeviceId, plan, token).Activated);
        var claimed = (await factory.Http().SendAsync("GET", $"{CloudUrl}/v1/setup_tokens/{token}", null, Key)).Json;
        Assert.Equal(TestFactory.DeviceId, claimed.GetProperty("impee_id").GetString()!.Trim());
    }

    [Fact]
    public async Task Older_api_keeps_a_plan_and_refuses_an_unknown_one()
    {
        await using var factory = new TestFactory();
        var plan = factory.Cloud.Enroll(null)!.PlanId;
        var kept = await factory.Http().SendAsync("POST", CloudUrl + "/v1/setup_tokens", $$"""{"plan_id":"{{plan}}"}""", Key);
        Assert.Equal(plan, kept.Json.GetProperty("plan_id").GetString());
        var unknown = await factory.Http().SendAsync("POST", CloudUrl + "/v1/setup_tokens", """{"plan_id":"0123456789abcdef"}""", Key);
        Assert.Equal(404, unknown.Status);
        var wrong = await factory.Http().SendAsync("POST", CloudUrl + "/v1/setup_tokens", """{"plan_id":1}""", Key);
        Assert.Equal(400, wrong.Status);
    }

    [Fact]
    public async Task Older_api_tells_a_bad_key_in_the_body()
    {
        await using var factory = new TestFactory();
        var answer = await factory.Http().SendAsync("POST", CloudUrl + "/v1/setup_tokens", "", Http.Basic("wrong"));
        Assert.Equal("""{"valid_token":false}""", answer.Body);
        var poll = await factory.Http().SendAsync("GET", CloudUrl + "/v1/setup_tokens/0123456789abcdef", null, Http.Basic("wrong"));
        Assert.Equal("""{"valid_token":false}""", poll.Body);
    }

    private static AgentEmulator.Cloud.IssuedToken Claimed(TestFactory factory, out string agentUrl)
    {
        factory.Cloud.Admit(TestFactory.DeviceId, TestFactory.DeviceId[4..]);
        factory.Cloud.Bless(TestFactory.DeviceId, true);
        var issued = factory.Cloud.Enroll(null)!;
        factory.Time.Advance(TimeSpan.FromSeconds(1.5));
        var activated = factory.Cloud.Activate(TestFactory.DeviceId, issued.PlanId, issued.TokenId);
        agentUrl = activated.AgentUrl;
        return issued;
    }
}
