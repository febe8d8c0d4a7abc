using System.Net;
using System.Net.Sockets;
using AgentEmulator.Events;
using AgentEmulator.Hosting;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Hosting;

public sealed class LiveHostTests
{
    [Fact]
    public async Task Each_service_has_its_own_bound_address()
    {
        await using var factory = await LiveFactory.StartAsync();
        var addresses = factory.Host.Services.Addresses;
        string[] all = [addresses.Cloud, addresses.Agents, addresses.Gateway];
        Assert.Equal(3, all.Distinct().Count());
        Assert.All(all, address => Assert.NotEqual(0, new Uri(address).Port));
        Assert.Null(factory.Host.Network);
    }

    [Fact]
    public async Task Address_in_use_is_named_and_nothing_stays_running()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        var error = await Assert.ThrowsAsync<ServiceAddressException>(
            () => LiveFactory.StartAsync(new LiveEndpoints { Gateway = url }));
        Assert.Equal(("device gateway", url), (error.Service, error.Address));
        Assert.Contains(url, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://192.0.2.1:8080")]
    [InlineData("nonsense")]
    [InlineData("https://127.0.0.1:0")]
    public async Task Address_that_cannot_be_listened_on_is_named(string url)
    {
        var error = await Assert.ThrowsAsync<ServiceAddressException>(
            () => LiveFactory.StartAsync(new LiveEndpoints { Cloud = url }));
        Assert.Equal(url, error.Address);
    }

    [Fact]
    public async Task Advertised_host_stands_in_for_the_bound_one()
    {
        await using var factory = await LiveFactory.StartAsync(
            new LiveEndpoints { Cloud = "http://0.0.0.0:0", Agents = "http://0.0.0.0:0", Gateway = "http://0.0.0.0:0", AdvertisedHost = "localhost" });
        Assert.All(
            new[] { factory.Host.Services.Addresses.Agents, factory.Host.Services.Addresses.Gateway },
            address => Assert.StartsWith("http://localhost:", address, StringComparison.Ordinal));
        var device = factory.NewDevice();
        await FactoryFlow.RunFactoryProgramAsync(device, waitSeconds: 5);
    }

    [Fact]
    public async Task Held_poll_ends_when_the_agent_sends()
    {
        await using var factory = await LiveFactory.StartAsync();
        factory.Host.Services.Faults.CloudLatency = TimeSpan.FromMilliseconds(100);
        var device = factory.NewDevice();
        await device.SendAsync("ready.for.token", """{"network":"wifi"}""");
        Assert.Equal(1, await device.PollAsync(20));
        Assert.Equal("activation.token", device.Inbox[0].Name);
    }

    [Fact]
    public async Task Client_that_drops_a_held_poll_leaves_the_gateway_usable()
    {
        await using var factory = await LiveFactory.StartAsync();
        var wire = new LinkWire(factory.Web, factory.Host.Services.Addresses.Gateway, TestFactory.DeviceId, TestFactory.KeyOf(TestFactory.DeviceId));
        var hello = await wire.PostAsync("hello", "-", 1, Gateway.LinkSecurityTests.Hello(TestFactory.DeviceId));
        var session = hello["session"].GetString()!;
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => wire.PostAsync("poll", session, 1, """{"ack":0,"wait_s":60}""", cancel.Token));
        Assert.Equal(200, (await wire.PostAsync("poll", session, 2, """{"ack":0,"wait_s":0}""")).Status);
    }

    [Fact]
    public async Task Errors_and_limits_are_the_same_over_sockets()
    {
        await using var factory = await LiveFactory.StartAsync();
        var cloud = factory.Host.Services.Addresses.Cloud;
        var http = new Http(factory.Web);
        Assert.Equal(201, (await http.EnrollAsync(cloud)).Status);
        Assert.Equal(400, (await http.EnrollAsync(cloud, "{")).Status);
        Assert.Equal(401, (await http.EnrollAsync(cloud, key: "wrong")).Status);
        Assert.Equal(404, (await http.SendAsync("GET", cloud + "/nothing")).Status);
        Assert.Equal(405, (await http.SendAsync("GET", cloud + "/v5/enroll")).Status);
        Assert.Equal(413, (await http.EnrollAsync(cloud, new string(' ', 20_000))).Status);
        var wire = new LinkWire(factory.Web, factory.Host.Services.Addresses.Gateway, TestFactory.DeviceId, TestFactory.KeyOf(TestFactory.DeviceId));
        var tooLarge = await wire.PostAsync("hello", "-", 1, new byte[300_000]);
        Assert.Equal((413, true), (tooLarge.Status, tooLarge.IsGenuine));
    }

    [Fact]
    public async Task Many_devices_activate_at_once()
    {
        await using var factory = await LiveFactory.StartAsync();
        var flows = Enumerable.Range(0, 24).Select(async i =>
        {
            var device = factory.NewDevice("50000000000000" + i.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
            var token = await FactoryFlow.RunFactoryProgramAsync(device, waitSeconds: 10);
            return (await FactoryFlow.ActivateAsync(device, token))["activated"].GetBoolean();
        });
        Assert.All(await Task.WhenAll(flows), Assert.True);
        Assert.Equal(24, factory.Events.Of(FactoryEventNames.DeviceBlessed).Count);
        Assert.Equal(24, factory.Events.Of(FactoryEventNames.DeviceActivated).Select(e => e["agent_url"]).Distinct().Count());
    }

    [Fact]
    public async Task Nothing_secret_is_logged_over_sockets()
    {
        await using var factory = await LiveFactory.StartAsync();
        var device = factory.NewDevice();
        var token = await FactoryFlow.RunFactoryProgramAsync(device, waitSeconds: 5);
        await FactoryFlow.ActivateAsync(device, token);
        await factory.Events.WaitAsync(FactoryEventNames.ClaimConfirmed);
        Assert.Contains(factory.Log.Lines, line => line.Contains("/v5/enroll/" + token.TokenId[..4] + "…", StringComparison.Ordinal));
        SecretsCheck.AssertNone(factory.Log, factory.Events, token.TokenId);
    }
}
