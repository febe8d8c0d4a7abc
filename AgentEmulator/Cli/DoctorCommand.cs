using System.CommandLine;
using System.Text.Json.Nodes;
using AgentEmulator.Activation;
using AgentEmulator.Cloud;
using AgentEmulator.Doctor;
using AgentEmulator.Hosting;
using AgentEmulator.RealCloud;
using Spectre.Console;

namespace AgentEmulator.Cli;

/// <summary>Checks the set-up of a factory before boards are put through it.</summary>
internal sealed class DoctorCommand
{
    private const string Emulator = "http://127.0.0.1:5080";
    private const string EmulatorGateway = "http://127.0.0.1:5082";
    private const string AccessTokenVariable = "IMPCENTRAL_ACCESS_TOKEN";
    private const string AccountPasswordVariable = "IMPCENTRAL_PASSWORD";
    private const string PasswordVariable = "WIFI_PASSWORD";

    private readonly Option<string> _cloud = CloudArguments.Cloud(Emulator);
    private readonly Option<FileInfo?> _key = CloudArguments.KeyFile();

    private readonly Option<FileInfo?> _accessToken = new("--access-token-file")
    {
        Description = $"File with an impCentral access token, to have device groups checked. Without it the environment variable {AccessTokenVariable} is looked at.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _account = new("--account")
    {
        Description = $"impCentral account to log in with instead, name or e-mail; its password comes from the environment variable {AccountPasswordVariable}.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _fixture = new("--fixture-url") { Description = "URL of the fixture's agent, to have it checked.", HelpName = "URL" };
    private readonly Option<string?> _gateway = new("--gateway") { Description = "Address of the device gateway as boards know it, to have it checked.", HelpName = "URL" };
    private readonly Option<string?> _ssid = new("--ssid") { Description = $"Network that units are programmed for, to have it checked; its password comes from the environment variable {PasswordVariable}.", HelpName = "SSID" };
    private readonly Option<bool> _json = new("--json") { Description = "Print exactly one JSON object on stdout, everything else on stderr." };

    public static Command Create()
    {
        var doctor = new DoctorCommand();
        var command = new Command(
            "doctor",
            $"""
            Check the set-up of a factory and say for each part what to do.

            Without options it checks the emulator's own factory where serve runs it, {Emulator}. It fetches one token and throws it away.

            Examples:
              doctor
              doctor --cloud {CloudAddress.Real} --api-key-file key.txt --account me@example.com
              doctor --gateway http://192.168.1.10:5082 --fixture-url http://192.168.1.10:5081/AGENT --ssid shop

            What the exit codes mean here: 0 nothing failed, 1 a check failed.
            """)
        {
            doctor._cloud, doctor._key, doctor._accessToken, doctor._account, doctor._fixture, doctor._gateway, doctor._ssid, doctor._json,
        };
        command.SetAction(doctor.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var json = parsed.GetValue(_json);
        var console = CliConsole.For(json);
        var request = Request(parsed);
        console.MarkupLine($"[bold]Factory set-up[/] at {Markup.Escape(request.Cloud.GetLeftPart(UriPartial.Authority))}");
        using var network = HostHttpHandler.Create(useProxy: true);
        using var http = CloudHttp.Create(
            network, TimeProvider.System, (what, wait) => console.MarkupLine($"  [grey]{Markup.Escape(what)}, trying again in {wait.TotalSeconds:0.0} s[/]"));
        var results = new List<CheckResult>();
        await foreach (var result in new FactoryDoctor(request, http, new HostWifiScan(), TimeProvider.System).RunAsync(cancel))
        {
            results.Add(result);
            Show(console, result);
        }

        var failed = results.Count(result => result.Outcome == CheckOutcome.Failed);
        console.MarkupLine(failed == 0 ? "[green bold]Nothing failed.[/]" : $"[red bold]{failed} failed.[/]");
        if (json)
            Console.Out.WriteLine(Json(request, results).ToJsonString(ReportJson.Indented));
        return failed == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private DoctorRequest Request(ParseResult parsed)
    {
        var cloud = CloudAddress.Parse(parsed.GetValue(_cloud)!);
        var file = parsed.GetValue(_key);
        var variable = Environment.GetEnvironmentVariable(CloudKey.Variable);
        // The emulator's own key is no secret: its default set-up is checked without any file.
        var isDefault = parsed.GetResult(_cloud) is null or { Implicit: true } && file is null && variable is null;
        var accessToken = parsed.GetValue(_accessToken) is { } tokenFile
            ? CloudKey.ReadFile(tokenFile, "access token") : Environment.GetEnvironmentVariable(AccessTokenVariable)?.Trim();
        return new DoctorRequest
        {
            Cloud = cloud,
            ApiKey = isDefault ? FactoryOptions.EmulatorApiKey : CloudKey.Read(file, variable),
            AccessToken = string.IsNullOrEmpty(accessToken) ? null : accessToken,
            Login = Login(parsed.GetValue(_account), isDefault),
            FixtureAgent = Url(parsed.GetValue(_fixture), "--fixture-url"),
            FindFixture = isDefault,
            Gateway = Url(parsed.GetValue(_gateway) ?? (isDefault ? EmulatorGateway : null), "--gateway"),
            Network = parsed.GetValue(_ssid) is { } ssid
                ? new WifiCredentials(ssid, Environment.GetEnvironmentVariable(PasswordVariable) ?? "") : null,
        };
    }

    private static ImpCentralLogin? Login(string? account, bool isDefault)
    {
        if (account is null)
            return isDefault ? new ImpCentralLogin(new CloudAccount().Username, new CloudAccount().Password) : null;
        return Environment.GetEnvironmentVariable(AccountPasswordVariable) is { Length: > 0 } password
            ? new ImpCentralLogin(account, password)
            : throw new UsageException($"--account {account}: its password is needed in the environment variable {AccountPasswordVariable}; a command line is no place for it.");
    }

    private static Uri? Url(string? text, string option) => text is null ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri
        : throw new UsageException($"{option} \"{text}\" is no http address.");

    private static void Show(IAnsiConsole console, CheckResult result)
    {
        var (word, colour) = result.Outcome switch
        {
            CheckOutcome.Ok => ("ok", "green"),
            CheckOutcome.Warning => ("warning", "yellow"),
            CheckOutcome.Failed => ("FAILED", "red"),
            _ => ("skipped", "grey"),
        };
        console.MarkupLine($"  [{colour}]{word,-8}[/] {Markup.Escape(result.Name),-31} [grey]{Markup.Escape(result.Finding)}[/]");
        if (result.Remedy is { } remedy)
            console.MarkupLine($"           {Markup.Escape(remedy)}");
    }

    private static JsonObject Json(DoctorRequest request, List<CheckResult> results) => new()
    {
        ["cloud"] = request.Cloud.GetLeftPart(UriPartial.Authority),
        ["failed"] = results.Count(result => result.Outcome == CheckOutcome.Failed),
        ["checks"] = new JsonArray([.. results.Select(result => new JsonObject
        {
            ["name"] = result.Name,
            ["outcome"] = result.Outcome.ToString().ToLowerInvariant(),
            ["finding"] = result.Finding,
            ["remedy"] = result.Remedy,
        })]),
    };
}
