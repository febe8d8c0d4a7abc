using System.CommandLine;
using System.Text.Json.Nodes;
using AgentEmulator.Activation;
using AgentEmulator.Agents;
using AgentEmulator.Events;
using AgentEmulator.Hosting;
using AgentEmulator.RealCloud;

namespace AgentEmulator.Cli;

/// <summary>Fetches one enrollment token from a live impCloud and shows how long that takes.</summary>
internal sealed class TokenCommand
{
    private readonly Option<string> _cloud = CloudArguments.Cloud(CloudAddress.Real);
    private readonly Option<FileInfo?> _key = CloudArguments.KeyFile();
    private readonly Option<string?> _plan = new("--plan-id") { Description = "Ask for a token of this plan, for an end user who enrolls again: same agent, same URL.", HelpName = "HEX" };
    private readonly Option<bool> _json = new("--json") { Description = "Print exactly one JSON object on stdout, everything else on stderr." };

    public static Command Create()
    {
        var token = new TokenCommand();
        var command = new Command(
            "token",
            """
            Fetch an enrollment token from an impCloud and show it, shortened, with the time that it took.

            The token is short-lived and usable once; this one is shown and thrown away. The API key is never shown.
            """)
        {
            token._cloud, token._key, token._plan, token._json,
        };
        command.SetAction(token.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var cloud = CloudAddress.Parse(parsed.GetValue(_cloud)!);
        var key = CloudKey.Read(parsed.GetValue(_key), Environment.GetEnvironmentVariable(CloudKey.Variable));
        var json = parsed.GetValue(_json);
        var say = json ? Console.Error : Console.Out;
        using var network = HostHttpHandler.Create(useProxy: true);
        using var http = CloudHttp.Create(network, TimeProvider.System, (what, wait) => say.WriteLine($"{what}, trying again in {wait.TotalSeconds:0.0} s"));
        var client = new EnrollClient(http, cloud, key, TimeProvider.System);
        var fetched = await client.FetchAsync(parsed.GetValue(_plan), cancel);
        var report = new JsonObject { ["cloud"] = cloud.GetLeftPart(UriPartial.Authority), ["fetch_ms"] = Ms(fetched.Elapsed) };
        var code = fetched.Body.Text("token_id") is { } token && fetched.Status == 201
            ? await ShowAsync(client, fetched, token, report, say, cancel)
            : Refused(fetched, report, say);
        if (json)
            Console.Out.WriteLine(report.ToJsonString(ReportJson.Indented));
        return code;
    }

    private static async Task<int> ShowAsync(
        EnrollClient client, CloudAnswer fetched, string token, JsonObject report, TextWriter say, CancellationToken cancel)
    {
        var polled = await client.PollAsync(token, cancel);
        report["outcome"] = "fetched";
        report["token"] = Secrets.Shorten(token);
        report["plan_id"] = fetched.Body.Text("plan_id");
        report["poll_ms"] = Ms(polled.Elapsed);
        report["poll_status"] = polled.Status;
        say.WriteLine(
            $"""
            token    {Secrets.Shorten(token)}
            plan ID  {fetched.Body.Text("plan_id")}
            fetched  in {fetched.Elapsed.TotalSeconds:0.000} s
            polled   in {polled.Elapsed.TotalSeconds:0.000} s{(polled.Problem is { } problem ? $" ({problem})" : ", not claimed yet")}
            Its lifetime is not told: fetch a token just before blessing, and let nothing wait between that and the reboot.
            """);
        return ExitCode.Done;
    }

    private static int Refused(CloudAnswer answer, JsonObject report, TextWriter say)
    {
        var reason = answer.Status is 401 or 403 ? FailureReason.ApiKeyRefused : FailureReason.TokenNotAvailable;
        report["outcome"] = "failed";
        report["reason"] = reason;
        report["detail"] = answer.Problem;
        report["advice"] = answer.Status == 0 ? Unreachable : FailureReason.Advice(reason);
        say.WriteLine($"No token: {answer.Problem ?? "the answer holds none"}.");
        if (answer.RetryAfter > TimeSpan.Zero)
            say.WriteLine($"The impCloud asks to wait {answer.RetryAfter.TotalSeconds:0} s.");
        say.WriteLine(answer.Status == 0 ? Unreachable : FailureReason.Advice(reason));
        return answer.Status == 0 ? ExitCode.Environment : ExitCode.Failed;
    }

    private const string Unreachable = "The impCloud does not answer: check the address, this computer's network, its proxy and its clock.";

    private static long Ms(TimeSpan time) => (long)time.TotalMilliseconds;
}
