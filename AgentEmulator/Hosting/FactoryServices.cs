using AgentEmulator.Agents;
using AgentEmulator.Cloud;
using AgentEmulator.Cloud.Api;
using AgentEmulator.Cloud.Storage;
using AgentEmulator.Events;
using AgentEmulator.Gateway;

namespace AgentEmulator.Hosting;

/// <summary>The shared domain objects of a factory and the three applications made of them.</summary>
internal sealed class FactoryServices : IDisposable
{
    private readonly ILoggerFactory _log;

    public FactoryServices(
        FactoryOptions options, TimeProvider time, IFactoryObserver observer, ILoggerFactory log, HttpMessageInvoker web)
    {
        options.Gateway.Validate();
        Dut = options.Tokens is not { } tokens ? options.Dut : options.Dut with
        {
            ApiKey = OrDefault(options.Dut.ApiKey, tokens.ApiKey),
            EnrollUrl = OrDefault(options.Dut.EnrollUrl, tokens.EnrollUrl.AbsoluteUri),
        };
        _log = log;
        var logs = new DeviceLogs(observer);
        var journal = new FactoryJournal(logs, time);
        Links = new DeviceLinks(options.Gateway, time);
        var state = new CloudState(options.Store ?? new MemoryStore());
        var agentStore = new AgentStore(state, options.Ids);
        Cloud = new ImpCloud(
            options.Cloud, options.FixtureDeviceId, state, agentStore, Faults, time, options.Ids, journal, AgentUrl);
        Agents = new AgentHost(
            Programs(options), options.FixtureDeviceId, Links, agentStore, journal, time, web, AgentUrl);
        Cloud.AgentEnded += Agents.End;
        Webhooks = new WebhookSender(Cloud, web, time, journal);
        Api = new CloudApi(new ApiServices(Cloud, state, agentStore, options.Ids, time, Links, logs));
        Gateway = new LinkGateway(options.Gateway, Links, Cloud, Agents, options.Ids, journal, time);
    }

    public FactoryFaults Faults { get; } = new();

    /// <summary>Settings of the DUT agents that start from now on; those that run keep theirs.</summary>
    public DutAgentSettings Dut { get; set; }

    public ServiceAddresses Addresses { get; } = new();

    public ImpCloud Cloud { get; }

    public DeviceLinks Links { get; }

    public AgentHost Agents { get; }

    /// <summary>The cloud's HTTP surface.</summary>
    public CloudApi Api { get; }

    public LinkGateway Gateway { get; }

    /// <summary>Makes the calls of webhooks; <see cref="WebhookSender.Resume"/> once the services are up.</summary>
    public WebhookSender Webhooks { get; }

    public WebApplication CreateCloud(Action<WebApplicationBuilder> useServer) =>
        ServiceApplication.Create("Cloud", _log, useServer, Api.Map, CloudApi.Describe);

    public WebApplication CreateAgents(Action<WebApplicationBuilder> useServer) =>
        ServiceApplication.Create("Agents", _log, useServer, new AgentsApi(Agents).Map, PlainPath);

    public WebApplication CreateGateway(Action<WebApplicationBuilder> useServer) =>
        ServiceApplication.Create("Gateway", _log, useServer, new GatewayApi(Gateway).Map, PlainPath);

    public void Dispose()
    {
        Api.Dispose();
        Webhooks.Dispose();
        Agents.Dispose();
    }

    private static string PlainPath(HttpContext context) => context.Request.Path.Value ?? "";

    private string AgentUrl(string agentId) => $"{Addresses.Agents}/{agentId}";

    private AgentPrograms Programs(FactoryOptions options)
    {
        // Addresses are known only once the services are bound; programs start later than that.
        DutAgentSettings DutSettings() => Dut with
        {
            ApiKey = OrDefault(Dut.ApiKey, options.Cloud.ApiKeys[0]),
            EnrollUrl = OrDefault(Dut.EnrollUrl, Addresses.Cloud + "/v5/enroll"),
        };
        FixtureAgentSettings Fixture() => options.Fixture with
        {
            ApiKey = OrDefault(options.Fixture.ApiKey, options.Cloud.ApiKeys[0]),
            EnrollUrl = OrDefault(options.Fixture.EnrollUrl, Addresses.Cloud + "/v5/enroll"),
        };
        var builtIn = new AgentPrograms(
            () => new DutAgent(DutSettings()), () => new FixtureAgent(Fixture()), () => new ProductionAgent())
        {
            DutSettings = DutSettings,
            FixtureSettings = Fixture,
        };
        return options.Programs?.Invoke(builtIn) ?? builtIn;
    }

    private static string OrDefault(string given, string fallback) => given.Length > 0 ? given : fallback;
}
