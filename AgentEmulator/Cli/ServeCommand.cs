using System.CommandLine;
using AgentEmulator.Agents.Loading;
using AgentEmulator.Boards;
using AgentEmulator.Cloud;
using AgentEmulator.Cloud.Api;
using AgentEmulator.Cloud.Storage;
using AgentEmulator.Events;
using AgentEmulator.Hosting;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.Tracing;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentEmulator.Cli;

/// <summary>Runs the impCloud, the agents and the device gateway for boards and tools elsewhere, until Ctrl+C.</summary>
internal static class ServeCommand
{
    private const string Description =
        """
        Run the impCloud, the device gateway and the agents for boards and tools elsewhere, and the web page of soak runs, until Ctrl+C.

        The web page follows the journals in the folder of runs live, whichever process works on them. Its /metrics are for Prometheus.
        Beyond loopback it demands an access token: printed once when it was made up, or yours with --token-file. Scripts send it as
        Authorization: Bearer TOKEN.
        """;

    public static Command Create()
    {
        var urls = new Option<string[]>("--urls")
        {
            Description = "Where to listen: one URL for the impCloud, the agents and the gateway on this port and the two next, or three URLs in that order. Loopback unless you say otherwise.",
            HelpName = "U",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => ["http://127.0.0.1:5080"],
        };
        var apiKey = new Option<string>("--api-key")
        {
            Description = "BlinkUp API key that the impCloud accepts.",
            HelpName = "K",
            DefaultValueFactory = _ => FactoryOptions.EmulatorApiKey,
        };
        var secret = new Option<FileInfo>("--factory-secret")
        {
            Description = "File with the secret that board keys are derived from; made when absent.",
            HelpName = "FILE",
            DefaultValueFactory = _ => FactorySecretFile.Default,
        };
        var ssid = new Option<string?>("--ssid")
        {
            Description = "Network that the DUT's agent has boards programmed for; without it only wired boards get a token.",
            HelpName = "SSID",
        };
        var password = new Option<string>("--wifi-password")
        {
            Description = "Password of that network; an open network has none.",
            HelpName = "P",
            DefaultValueFactory = _ => "",
        };
        var agent = ActivateCommand.AgentOption();
        var web = new RackWebArguments("none: no web page. Default: on loopback, the port after the gateway's.");
        var journals = RackWebArguments.JournalFolder();
        var otlp = RackTracing.Option();
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Show what the services acknowledge, as it happens." };

        var command = new Command("serve", Description)
        {
            urls, apiKey, secret, ssid, password, agent, web.Url, web.TokenFile, journals, otlp, verbose,
        };
        var cloud = new CloudOptionSet();
        cloud.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var key = parsed.GetValue(apiKey)!;
            if (string.IsNullOrWhiteSpace(key))
                throw new UsageException("--api-key must not be empty.");
            var endpoints = Endpoints(parsed.GetValue(urls)!);
            var secretFile = parsed.GetValue(secret)!;
            var options = FactoryOptions.Create(
                new RandomIds(), key, FactorySecretFile.Read(secretFile), parsed.GetValue(ssid), parsed.GetValue(password)!);
            if (parsed.GetValue(agent) is { } file)
                options = options with { Programs = AgentAssembly.Load(file.FullName).Replace };
            options = options with { Cloud = cloud.Apply(parsed, options.Cloud) };
            var page = web.Read(parsed, new RunFolder(parsed.GetValue(journals)!.FullName), DefaultPage(endpoints));
            var collector = RackTracing.Read(parsed, otlp);
            using var store = cloud.OpenStore(parsed);
            return await ServeAsync(
                options with { Store = store }, cloud.FailedEnrolls(parsed), endpoints, secretFile, new ConsoleObserver(parsed.GetValue(verbose)), page,
                collector, cancel);
        });
        return command;
    }

    private static async Task<int> ServeAsync(
        FactoryOptions options, int failedEnrolls, LiveEndpoints endpoints, FileInfo secretFile, IFactoryObserver console, RackWebStart? page,
        Uri? collector, CancellationToken cancel)
    {
        using var traces = collector is null ? null : FactoryTraces.Export(collector);
        await using var factory = await StartAsync(options, endpoints, traces is null ? console : new BothObservers(console, traces));
        factory.Services.Faults.FailEnroll(failedEnrolls);
        await using var web = page is null ? null : await page.StartAsync(TimeProvider.System);
        var addresses = factory.Services.Addresses;
        Console.WriteLine(
            $"""
            impCloud  {addresses.Cloud}
                      enroll:  POST {addresses.Cloud}/v5/enroll  (Basic, key {Secrets.Shorten(options.Cloud.ApiKeys[0])})
                      API:     POST {addresses.Cloud}/v5/auth  (account {options.Cloud.Account.Username}), described at {addresses.Cloud}{CloudApi.DocumentPath}
            agents    {addresses.Agents}
                      fixture: {addresses.Agents}/{factory.Services.Agents.FixtureAgentId}
            gateway   {addresses.Gateway}
                      board keys come from {secretFile.FullName}
            """);
        if (web is not null)
            Console.WriteLine($"web page  {page!.Describe(web)}");
        Console.WriteLine("Stop with Ctrl+C.");

        var stopped = new TaskCompletionSource();
        using var registration = cancel.Register(() => stopped.TrySetResult());
        await stopped.Task;
        Console.WriteLine("Stopped.");
        return ExitCode.Done;
    }

    private static async Task<FactoryHost> StartAsync(FactoryOptions options, LiveEndpoints endpoints, IFactoryObserver observer)
    {
        try
        {
            return await FactoryHost.StartLiveAsync(options, endpoints, TimeProvider.System, observer, NullLoggerFactory.Instance);
        }
        catch (CloudStoreException e)
        {
            throw DataOption.Explain(e);
        }
        catch (ServiceAddressException e)
        {
            throw new EnvironmentFailureException($"{e.Message}\nChoose another address with --urls, or stop what uses this one.", e);
        }
    }

    /// <summary>The port after the gateway's, on loopback whatever the others listen on; a free one where the gateway takes a free one.</summary>
    private static string DefaultPage(LiveEndpoints endpoints)
    {
        var port = new Uri(endpoints.Gateway).Port;
        return $"http://127.0.0.1:{(port is 0 or 65535 ? 0 : port + 1)}";
    }

    private static LiveEndpoints Endpoints(string[] urls)
    {
        var parsed = urls.SelectMany(u => u.Split(';', StringSplitOptions.RemoveEmptyEntries)).Select(ParseUrl).ToList();
        if (parsed.Count == 1)
        {
            var first = parsed[0];
            if (first.Port is not 0 and > 65533)
                throw new UsageException($"--urls {first}: three ports are needed from this one on; the last is 65535.");
            parsed = [first, Next(first, 1), Next(first, 2)];
        }

        return parsed.Count == 3
            ? new LiveEndpoints { Cloud = Text(parsed[0]), Agents = Text(parsed[1]), Gateway = Text(parsed[2]) }
            : throw new UsageException($"--urls takes one URL or three, not {parsed.Count}.");

        static Uri Next(Uri from, int step) => from.Port == 0 ? from : new UriBuilder(from) { Port = from.Port + step }.Uri;
        static string Text(Uri url) => url.GetLeftPart(UriPartial.Authority);
    }

    private static Uri ParseUrl(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme == Uri.UriSchemeHttp && parsed.AbsolutePath == "/"
            ? parsed
            : throw new UsageException($"--urls \"{url}\" is no address to listen on; write for instance http://127.0.0.1:5080.");

    private sealed class BothObservers(IFactoryObserver first, IFactoryObserver second) : IFactoryObserver
    {
        public void Observe(FactoryEvent factoryEvent)
        {
            first.Observe(factoryEvent);
            second.Observe(factoryEvent);
        }
    }

    private sealed class ConsoleObserver(bool verbose) : IFactoryObserver
    {
        public void Observe(FactoryEvent factoryEvent)
        {
            if (verbose)
                Console.WriteLine($"{factoryEvent.At:HH:mm:ss.fff} {factoryEvent}");
        }
    }
}
