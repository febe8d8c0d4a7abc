using AgentEmulator.Agents;
using AgentEmulator.Hosting;

namespace AgentEmulator.Tests.Support;

/// <summary>A factory on loopback sockets under the real clock.</summary>
internal sealed class LiveFactory : IAsyncDisposable
{
    private LiveFactory(FactoryHost host, Recorder events, CapturingLog log)
    {
        Host = host;
        Events = events;
        Log = log;
        Web = new HttpMessageInvoker(HostHttpHandler.Create(useProxy: false));
    }

    public FactoryHost Host { get; }

    public Recorder Events { get; }

    public CapturingLog Log { get; }

    public HttpMessageInvoker Web { get; }

    public static async Task<LiveFactory> StartAsync(LiveEndpoints? endpoints = null, Func<FactoryOptions, FactoryOptions>? change = null)
    {
        var events = new Recorder();
        var log = new CapturingLog();
        var options = TestFactory.Options() with
        {
            Fixture = new FixtureAgentSettings { ApiKey = "", EnrollUrl = "", PollInterval = TimeSpan.FromMilliseconds(50) },
        };
        var host = await FactoryHost.StartLiveAsync(change?.Invoke(options) ?? options, endpoints ?? new LiveEndpoints(), TimeProvider.System, events, log);
        return new LiveFactory(host, events, log);
    }

    public TestDevice NewDevice(string deviceId = TestFactory.DeviceId) =>
        new(Web, Host.Services.Addresses.Gateway, deviceId, TestFactory.KeyOf(deviceId));

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        Web.Dispose();
    }
}
