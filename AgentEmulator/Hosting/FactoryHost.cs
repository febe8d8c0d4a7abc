using System.Net.Sockets;
using AgentEmulator.Events;
using AgentEmulator.RealCloud;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using VirtualBoard.Web;

namespace AgentEmulator.Hosting;

/// <summary>A running factory: impCloud, agents and device gateway, live on sockets or simulated in memory.</summary>
internal sealed class FactoryHost : IAsyncDisposable
{
    /// <summary>Host names of the services of a simulated factory.</summary>
    public const string CloudName = "cloud.lab";
    public const string AgentsName = "agents.lab";
    public const string GatewayName = "gateway.lab";

    private readonly List<WebApplication> _applications = [];
    private readonly HttpMessageInvoker _web;

    private FactoryHost(FactoryServices services, HttpMessageInvoker web, LabHttpHandler? network)
    {
        Services = services;
        _web = web;
        Network = network;
    }

    public FactoryServices Services { get; }

    /// <summary>Carries requests to the services of a simulated factory; null for a live one.</summary>
    public LabHttpHandler? Network { get; }

    /// <summary>Starts a factory on Kestrel. <see cref="FactoryServices.Addresses"/> has the bound addresses.</summary>
    /// <exception cref="ServiceAddressException">An address cannot be listened on; nothing is left running.</exception>
    public static async Task<FactoryHost> StartLiveAsync(
        FactoryOptions options, LiveEndpoints endpoints, TimeProvider time, IFactoryObserver observer, ILoggerFactory log)
    {
        FactoryServices? services = null;
        // Another impCloud may be behind the company's proxy; the factory's own services never are.
        HttpMessageHandler network = HostHttpHandler.Create(useProxy: options.Tokens is not null);
        if (options.Tokens is { } tokens)
            network = new TokenAdoption(tokens.EnrollUrl, () => services!.Cloud, network);
        var web = new HttpMessageInvoker(network);
        services = new FactoryServices(options, time, observer, log, web);
        services.Agents.MayBlock = true;
        var host = new FactoryHost(services, web, network: null);
        try
        {
            services.Addresses.Cloud =
                await host.ListenAsync("impCloud", endpoints.Cloud, endpoints.AdvertisedHost, services.CreateCloud).ConfigureAwait(false);
            services.Addresses.Agents =
                await host.ListenAsync("agent server", endpoints.Agents, endpoints.AdvertisedHost, services.CreateAgents).ConfigureAwait(false);
            services.Agents.StartFixtureAgent();
            services.Addresses.Gateway =
                await host.ListenAsync("device gateway", endpoints.Gateway, endpoints.AdvertisedHost, services.CreateGateway).ConfigureAwait(false);
            services.Webhooks.Resume();
            return host;
        }
        catch
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Starts a factory in memory, reached through <see cref="Network"/> by host name. Everything runs on the threads that
    /// send requests and that run the timers of <paramref name="time"/>.
    /// </summary>
    public static FactoryHost StartSimulated(
        FactoryOptions options, TimeProvider time, IFactoryObserver observer, ILoggerFactory log)
    {
        var servers = new Dictionary<string, LabServer>(StringComparer.OrdinalIgnoreCase)
        {
            [CloudName] = new(),
            [AgentsName] = new(),
            [GatewayName] = new(),
        };
        var network = new LabHttpHandler(servers);
        var web = new HttpMessageInvoker(network);
        var services = new FactoryServices(options, time, observer, log, web);
        services.Addresses.Cloud = "http://" + CloudName;
        services.Addresses.Agents = "http://" + AgentsName;
        services.Addresses.Gateway = "http://" + GatewayName;
        var host = new FactoryHost(services, web, network);
        host.StartInMemory(services.CreateCloud, servers[CloudName]);
        host.StartInMemory(services.CreateAgents, servers[AgentsName]);
        host.StartInMemory(services.CreateGateway, servers[GatewayName]);
        services.Agents.StartFixtureAgent();
        services.Webhooks.Resume();
        return host;
    }

    /// <summary>Makes the services of a simulated factory known to a lab's boards by their host names.</summary>
    public void Join(Internet internet)
    {
        foreach (var name in new[] { CloudName, AgentsName, GatewayName })
            internet.Add(name, Network!);
    }

    public async ValueTask DisposeAsync()
    {
        Services.Dispose();
        for (var i = _applications.Count - 1; i >= 0; i--)
            await _applications[i].DisposeAsync().ConfigureAwait(false);
        _applications.Clear();
        _web.Dispose();
    }

    private async Task<string> ListenAsync(
        string service, string url, string? advertisedHost, Func<Action<WebApplicationBuilder>, WebApplication> create)
    {
        var app = create(builder =>
        {
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = null; // Each service has its own limit and its own answer.
            });
            builder.WebHost.UseUrls(url);
        });
        try
        {
            await app.StartAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidOperationException or FormatException)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw new ServiceAddressException(service, url, e);
        }

        _applications.Add(app);
        var bound = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        var address = bound.Addresses.First();
        if (advertisedHost is not null)
            address = new UriBuilder(address) { Host = advertisedHost }.Uri.AbsoluteUri;
        return address.TrimEnd('/');
    }

    private void StartInMemory(Func<Action<WebApplicationBuilder>, WebApplication> create, LabServer server)
    {
        var app = create(builder => builder.Services.AddSingleton<IServer>(server));
        _applications.Add(app);
        // Nothing in the start of these applications waits for time, so this returns.
        app.StartAsync().GetAwaiter().GetResult();
    }
}
