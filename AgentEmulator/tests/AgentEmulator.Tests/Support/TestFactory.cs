using System.Text;
using AgentEmulator.Cloud;
using AgentEmulator.Gateway;
using AgentEmulator.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace AgentEmulator.Tests.Support;

/// <summary>A factory in memory under a manual clock, with one board's identity ready to use.</summary>
internal sealed class TestFactory : IAsyncDisposable
{
    public const string ApiKey = "blinkup-api-key-0123456789";
    public const string Ssid = "home-net";
    public const string Password = "correct horse battery";
    public const string DeviceId = "50000a1b2c3d4e5f";

    public static readonly byte[] FactorySecret = Encoding.ASCII.GetBytes("factory-secret-of-the-tests");

    public TestFactory(Func<FactoryOptions, FactoryOptions>? change = null, Func<HttpMessageHandler, HttpMessageHandler>? deviceNetwork = null)
    {
        var options = Options();
        Host = FactoryHost.StartSimulated(change?.Invoke(options) ?? options, Time, Events, Log);
        Web = new HttpMessageInvoker(Host.Network!);
        DeviceWeb = deviceNetwork is null ? Web : new HttpMessageInvoker(deviceNetwork(Host.Network!));
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public Recorder Events { get; } = new();

    public CapturingLog Log { get; } = new();

    public FactoryHost Host { get; }

    public FactoryFaults Faults => Host.Services.Faults;

    public ImpCloud Cloud => Host.Services.Cloud;

    public string Gateway => Host.Services.Addresses.Gateway;

    public string FixtureUrl => $"{Host.Services.Addresses.Agents}/{Host.Services.Agents.FixtureAgentId}";

    public HttpMessageInvoker Web { get; }

    public HttpMessageInvoker DeviceWeb { get; }

    public static FactoryOptions Options(ulong seed = 1) =>
        FactoryOptions.Create(new SeededIds(seed), ApiKey, FactorySecret, Ssid, Password);

    public static byte[] KeyOf(string deviceId) => BoardKeys.Derive(FactorySecret, deviceId);

    public TestDevice NewDevice(string deviceId = DeviceId) => new(DeviceWeb, Gateway, deviceId, KeyOf(deviceId));

    public LinkWire NewWire(string deviceId = DeviceId, byte[]? key = null) =>
        new(DeviceWeb, Gateway, deviceId, key ?? KeyOf(deviceId));

    public Http Http() => new(Web);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        Web.Dispose();
        DeviceWeb.Dispose();
    }
}
