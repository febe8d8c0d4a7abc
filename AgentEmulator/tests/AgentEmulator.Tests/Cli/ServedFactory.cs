using System.Text.Json;
using System.Text.RegularExpressions;
using AgentEmulator.Hosting;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Cli;

/// <summary>A factory started as users start it, with <c>serve</c>, on free ports; reached by HTTP only.</summary>
internal sealed class ServedFactory : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private ServedFactory(Emulator emulator, DirectoryInfo folder, string cloud, string fixtureUrl, string gateway)
    {
        Emulator = emulator;
        _folder = folder;
        Cloud = cloud;
        FixtureUrl = fixtureUrl;
        Gateway = gateway;
        Web = new HttpMessageInvoker(HostHttpHandler.Create(useProxy: false));
    }

    public Emulator Emulator { get; }

    public HttpMessageInvoker Web { get; }

    public string Cloud { get; }

    public string FixtureUrl { get; }

    public string Gateway { get; }

    /// <summary>Starts it with the keys, the network and the factory secret of <see cref="TestFactory"/>.</summary>
    public static async Task<ServedFactory> StartAsync(params string[] more)
    {
        var folder = TestFolders.Create("served");
        var secret = Path.Combine(folder.FullName, "factory-secret");
        await File.WriteAllBytesAsync(secret, TestFactory.FactorySecret);
        var emulator = Emulator.Start(
        [
            "serve", "--urls", "http://127.0.0.1:0", "--web", "none", "--factory-secret", secret, "--api-key", TestFactory.ApiKey,
            "--ssid", TestFactory.Ssid, "--wifi-password", TestFactory.Password, .. more,
        ]);
        var gateway = await AddressAsync(emulator, "gateway"); // The last of the three.
        return new ServedFactory(
            emulator, folder, await AddressAsync(emulator, "impCloud"), await AddressAsync(emulator, "          fixture:"), gateway);
    }

    public TestDevice NewDevice(string deviceId = TestFactory.DeviceId) => new(Web, Gateway, deviceId, TestFactory.KeyOf(deviceId));

    /// <summary>A request to the impCentral API of one who is logged in.</summary>
    public async Task<JsonElement> CallAsync(string method, string path, string? body = null)
    {
        var login = await new Http(Web).SendAsync("POST", Cloud + "/v5/auth", """{"id":"factory","password":"password-of-the-emulator"}""");
        var bearer = "Bearer " + login.Json.GetProperty("access_token").GetString();
        var answer = await new Http(Web).SendAsync(method, Cloud + path, body, bearer);
        Assert.True(answer.Status is >= 200 and < 300, $"{method} {path}: {answer.Status} {answer.Body}");
        return answer.Status == 204 ? default : answer.Json.GetProperty("data");
    }

    /// <summary>The id of the one device group of that type.</summary>
    public async Task<string> GroupAsync(string type) =>
        (await CallAsync("GET", $"/v5/devicegroups?filter[type]={type}")).EnumerateArray().Single().GetProperty("id").GetString()!;

    public ValueTask DisposeAsync()
    {
        Web.Dispose();
        Emulator.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<string> AddressAsync(Emulator emulator, string service) =>
        Regex.Match(await emulator.LineAsync(l => l.StartsWith(service, StringComparison.Ordinal)), @"http://\S+").Value;
}
