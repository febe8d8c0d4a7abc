using AgentEmulator.Agents;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Agents;

public sealed class AgentHttpTests
{
    [Fact]
    public async Task Request_reaches_the_handler_with_path_query_headers_and_body()
    {
        AgentRequest? seen = null;
        await using var bench = new AgentBench(agent => agent.TheHttp.OnRequest((request, response) =>
        {
            seen = request;
            response.Header("X-Answer", "yes");
            response.Header("Content-Type", "text/html");
            response.Send(202, "<p>");
        }));
        var answer = await bench.Factory.Http().SendAsync("PUT", bench.Url + "/a/b?x=1&x=2&y=", "body");
        Assert.Equal((202, "<p>"), (answer.Status, answer.Body));
        Assert.Equal("yes", answer.Headers.GetValues("X-Answer").Single());
        Assert.Equal(("PUT", "/a/b", "body"), (seen!.Method, seen.Path, seen.Body));
        Assert.Equal(("2", ""), (seen.Query["x"], seen.Query["y"]));
        Assert.Equal("application/json", seen.Headers["content-type"]);
    }

    [Fact]
    public async Task Agent_url_is_where_it_is_reached()
    {
        await using var bench = new AgentBench(agent => agent.TheHttp.OnRequest((_, response) => response.Send(200, agent.TheHttp.AgentUrl)));
        Assert.Equal(bench.Url, (await bench.Factory.Http().SendAsync("GET", bench.Url)).Body);
    }

    [Fact]
    public async Task Agent_without_handler_and_unknown_agent_answer_404()
    {
        await using var bench = new AgentBench();
        Assert.Equal(404, (await bench.Factory.Http().SendAsync("GET", bench.Url)).Status);
        Assert.Equal(404, (await bench.Factory.Http().SendAsync("GET", "http://agents.lab/nobody")).Status);
        Assert.Equal(404, (await bench.Factory.Http().SendAsync("GET", "http://agents.lab/")).Status);
    }

    [Fact]
    public async Task Handler_that_fails_answers_500_and_is_logged()
    {
        await using var bench = new AgentBench(agent => agent.TheHttp.OnRequest((_, _) => throw new FormatException("bad")));
        Assert.Equal(500, (await bench.Factory.Http().SendAsync("GET", bench.Url)).Status);
        Assert.Contains("the agent's callback failed: FormatException: bad", bench.Errors);
    }

    [Fact]
    public async Task Answer_may_come_later_and_only_once()
    {
        AgentResponse? open = null;
        await using var bench = new AgentBench(agent => agent.TheHttp.OnRequest((_, response) => open = response));
        var pending = bench.Factory.Http().SendAsync("GET", bench.Url);
        Assert.False(pending.IsCompleted);
        open!.Send(200, "late");
        Assert.True(pending.IsCompleted);
        Assert.Equal("late", (await pending).Body);
        Assert.Throws<InvalidOperationException>(() => open.Send(200, "again"));
    }

    [Fact]
    public async Task Agent_that_does_not_answer_is_given_up_after_a_minute()
    {
        AgentResponse? open = null;
        await using var bench = new AgentBench(agent => agent.TheHttp.OnRequest((_, response) => open = response));
        var pending = bench.Factory.Http().SendAsync("GET", bench.Url);
        bench.Factory.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(504, (await pending).Status);
        open!.Send(200, "too late, and no error");
    }

    [Fact]
    public async Task Agent_that_is_moved_answers_503_until_it_is_back()
    {
        await using var bench = new AgentBench(agent => agent.TheHttp.OnRequest((request, response) =>
        {
            if (request.Method == "POST")
                response.Send(200, "here");
        }));
        var open = bench.Factory.Http().SendAsync("GET", bench.Url);
        bench.Migrate(downtimeSeconds: 2);
        Assert.Equal(503, (await open).Status);
        Assert.Equal(503, (await bench.Factory.Http().SendAsync("POST", bench.Url, "")).Status);
        bench.Factory.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(200, (await bench.Factory.Http().SendAsync("POST", bench.Url, "")).Status);
    }

    [Theory]
    [InlineData("http://nowhere.lab/x", TransportErrors.NameNotResolved)]
    [InlineData("ftp://cloud.lab/", TransportErrors.InvalidUrl)]
    [InlineData("no url", TransportErrors.InvalidUrl)]
    public async Task Transport_error_is_a_status_below_100(string url, int code)
    {
        AgentHttpResponse? answer = null;
        await using var bench = new AgentBench(agent => agent.TheHttp.Get(url).SendAsync(response => answer = response));
        Assert.Equal(code, answer!.StatusCode);
        Assert.True(answer.IsTransportError);
    }

    [Fact]
    public async Task Request_times_out_in_emulator_time_and_calls_back_once()
    {
        var answers = new List<AgentHttpResponse>();
        await using var bench = new AgentBench(agent => agent.TheImp.Wakeup(1, () =>
            agent.TheHttp.Get("http://cloud.lab/v5/enroll").SendAsync(answers.Add, TimeSpan.FromSeconds(5))));
        bench.Factory.Faults.CloudLatency = TimeSpan.FromSeconds(30);
        bench.Factory.Time.Advance(TimeSpan.FromSeconds(1));
        bench.Factory.Time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Empty(answers);
        bench.Factory.Time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(TransportErrors.TimedOut, Assert.Single(answers).StatusCode);
        bench.Factory.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Single(answers);
    }

    [Fact]
    public async Task Request_is_sent_once()
    {
        await using var bench = new AgentBench();
        var request = bench.Agent.TheHttp.Get("http://cloud.lab/");
        request.SendAsync(_ => { });
        Assert.Throws<InvalidOperationException>(() => request.SendAsync(_ => { }));
    }

    [Fact]
    public async Task Body_above_a_megabyte_is_refused()
    {
        await using var bench = new AgentBench(agent => agent.TheHttp.OnRequest((_, response) => response.Send(200, "")));
        Assert.Equal(413, (await bench.Factory.Http().SendAsync("POST", bench.Url, new string('x', (1024 * 1024) + 1))).Status);
    }

    [Fact]
    public async Task Status_without_body_is_answered_without_one()
    {
        await using var bench = new AgentBench(agent => agent.TheHttp.OnRequest((_, response) => response.Send(204, "ignored")));
        var answer = await bench.Factory.Http().SendAsync("GET", bench.Url);
        Assert.Equal((204, ""), (answer.Status, answer.Body));
    }
}
