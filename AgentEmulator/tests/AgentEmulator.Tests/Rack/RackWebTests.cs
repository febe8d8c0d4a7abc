using System.Net;
using System.Net.Http.Headers;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.Web;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Rack;

/// <summary>The web page as HTTP clients see it.</summary>
/// <remarks>A process has one web page, and its metrics are the process's: tests that start one do so one after the other.</remarks>
[Collection("web page")]
public sealed class RackWebTests : IDisposable
{
    private const string Token = "0123456789abcdef-token";
    private readonly DirectoryInfo _folder = TestFolders.Create("web");
    private readonly CapturingLog _log = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task On_loopback_it_serves_this_computer_and_no_other_web_site()
    {
        using var sample = Sample();
        await using var web = await StartAsync(token: null);
        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, web.Address));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, web.Address + "/_framework/blazor.web.js"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, web.Address + "/rack.js"));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(client, web.Address, r => r.Headers.Host = "rebound.example"));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(client, web.Address, r => r.Headers.Add("Origin", "http://elsewhere.example")));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, web.Address, r => r.Headers.Add("Origin", web.Address)));
    }

    [Fact]
    public async Task With_a_token_nothing_is_served_without_it_and_it_is_never_logged()
    {
        using var sample = Sample();
        await using var web = await StartAsync(Token);
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() });
        foreach (var path in new[] { "/", "/metrics", "/runs", "/runs/run/report.html", "/rack.js", "/_framework/blazor.web.js", "/_blazor/negotiate", "/?token=wrong", "/?token=" })
            Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(client, web.Address + path));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(client, web.Address, r => r.Headers.Authorization = new("Bearer", Token + "x")));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, web.Address + "/metrics", r => r.Headers.Authorization = new("Bearer", Token)));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(client, web.Address));

        // Once in the query: the browser is sent on without it and has a cookie from then on.
        using var first = await client.GetAsync(new Uri($"{web.Address}/runs?token={Token}"));
        Assert.Equal((HttpStatusCode.OK, "/runs"), (first.StatusCode, first.RequestMessage!.RequestUri!.PathAndQuery));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, web.Address));
        Assert.DoesNotContain(_log.Lines, line => line.Contains(Token, StringComparison.Ordinal));
        Assert.NotEmpty(_log.Lines);
    }

    [Fact]
    public async Task The_form_takes_the_token_as_well()
    {
        await using var web = await StartAsync(Token);
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() });
        async Task<HttpStatusCode> SignInAsync(string token)
        {
            using var form = new FormUrlEncodedContent([new("token", token)]);
            using var answer = await client.PostAsync(new Uri(web.Address + AccessGuard.SignInPath), form);
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync("wrong"));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(Token));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, web.Address));
    }

    [Fact]
    public async Task Metrics_are_those_of_the_whole_run_and_follow_it()
    {
        using var sample = Sample();
        sample.Cycle("a").Cycle("a", "no-internet").Cycle("b");
        await using var web = await StartAsync(token: null);
        using var client = new HttpClient();
        var run = $"run=\"{sample.Run}\"";
        await UntilAsync(client, web, $"nf_rack_cycles_total{{otel_scope_name=\"AgentEmulator.Rack\",board=\"a\",outcome=\"failed\",{run}}} 1");
        sample.Cycle("b", "token-expired").Quarantine("b", "enough");
        var text = await UntilAsync(client, web, $"nf_rack_failures_total{{otel_scope_name=\"AgentEmulator.Rack\",board=\"b\",reason=\"token-expired\",{run}}} 1");
        Assert.Contains($"nf_rack_quarantined{{otel_scope_name=\"AgentEmulator.Rack\",{run}}} 1", text, StringComparison.Ordinal);
        Assert.Contains($"board=\"b\",{run},state=\"quarantined\"}} 1", text, StringComparison.Ordinal);
        Assert.Contains($"nf_rack_activation_time_seconds_count{{otel_scope_name=\"AgentEmulator.Rack\",{run}}} 2", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_that_are_not_there_are_not_found_whatever_they_are_called()
    {
        using var sample = Sample();
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "..", "outside.db"), "no journal");
        await using var web = await StartAsync(token: null);
        using var client = new HttpClient();
        foreach (var run in new[] { "none", "..%2Foutside", "..%5Coutside", "run.db", new string('x', 5000) })
        {
            Assert.Equal(HttpStatusCode.NotFound, await GetAsync(client, $"{web.Address}/runs/{run}/report.html"));
            Assert.Contains("There is no run", await (await client.GetAsync(new Uri($"{web.Address}/runs/{run}"))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_damaged_journal_is_said_to_be_one_and_the_others_are_served()
    {
        using var sample = Sample();
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "bad.db"), new string('x', 5000));
        await using var web = await StartAsync(token: null);
        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.InternalServerError, await GetAsync(client, web.Address + "/runs/bad/report.html"));
        await UntilAsync(client, web, "role=\"alert\">" + Path.Combine(_folder.FullName, "bad.db"), "/runs/bad");
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, $"{web.Address}/runs/{sample.Run}/report.html"));
    }

    private SoakSample Sample() => new(Path.Combine(_folder.FullName, Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal) + ".db"), "a", "b");

    private Task<RackWeb> StartAsync(string? token) => RackWeb.StartAsync(
        new RackWebOptions { Url = "http://127.0.0.1:0", Runs = new RunFolder(_folder.FullName), Token = token }, TimeProvider.System, _log);

    private static async Task<HttpStatusCode> GetAsync(HttpClient client, string url, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        change?.Invoke(request);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<string> UntilAsync(HttpClient client, RackWeb web, string wanted, string path = "/metrics")
    {
        // The journal is polled twice a second, so what is in it is there soon.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var text = await client.GetStringAsync(new Uri(web.Address + path), patience.Token);
            if (text.Contains(wanted, StringComparison.Ordinal))
                return text;
            await Task.Delay(100, patience.Token);
        }
    }
}
