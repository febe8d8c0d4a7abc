using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentEmulator.Hosting;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Cli;

/// <summary>
/// serve --data is killed (SIGKILL) at random moments under load and started again on the same file: whatever it acknowledged is
/// there. NF_KILL_ROUNDS and NF_KILL_SEED choose how often and when.
/// </summary>
public sealed class KillTests : IDisposable
{
    private readonly DirectoryInfo _folder = TestFolders.Create("kill");
    private readonly ConcurrentDictionary<string, string> _planOfToken = new();
    private readonly ConcurrentDictionary<string, DeviceFacts> _devices = new();
    private readonly ConcurrentDictionary<string, ProductFacts> _products = new();
    private readonly HttpMessageInvoker _web = new(HostHttpHandler.Create(useProxy: false));
    private int _next;

    /// <summary>What is known of a device; each fact only once it was acknowledged.</summary>
    private sealed class DeviceFacts
    {
        public volatile bool Admitted;
        public volatile bool Blessed;
        public volatile string? Token;
        public volatile string? AgentUrl;
    }

    /// <summary>Stages 1 made, 2 renamed, 3 deleted: the last that was acknowledged, and the last that was asked for.</summary>
    private sealed class ProductFacts
    {
        public volatile int Acknowledged;
        public volatile int Asked;
    }

    public void Dispose()
    {
        _web.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Whatever_was_acknowledged_survives_a_kill_at_any_moment()
    {
        var rounds = Number("NF_KILL_ROUNDS", 2);
        var random = new Random(Number("NF_KILL_SEED", Environment.TickCount));
        await File.WriteAllBytesAsync(Path.Combine(_folder.FullName, "secret"), TestFactory.FactorySecret);
        for (var round = 0; round < rounds; round++)
        {
            using var emulator = Serve();
            var (cloud, gateway) = await AddressesAsync(emulator);
            await VerifyAsync(cloud);
            var bearer = await LoginAsync(cloud);
            using var killed = new CancellationTokenSource();
            var work = new[] { EnrollAsync(cloud, killed.Token), EnrollAsync(cloud, killed.Token), DevicesAsync(gateway, killed.Token), ProductsAsync(cloud, bearer, killed.Token) };
            await Task.Delay(random.Next(20, 600));
            if (round == rounds - 1)
                await SomethingOfEachAsync();
            // Requests are on their way when it dies; none is begun after that.
            await killed.CancelAsync();
            emulator.Kill();
            await Task.WhenAll(work);
        }

        using var last = Serve();
        await VerifyAsync((await AddressesAsync(last)).Cloud);
    }

    private Emulator Serve() => Emulator.Start(
        "serve", "--urls", "http://127.0.0.1:0", "--api-key", TestFactory.ApiKey, "--api-limit", "1000000/1",
        "--factory-secret", Path.Combine(_folder.FullName, "secret"), "--data", Path.Combine(_folder.FullName, "cloud.db"));

    private static async Task<(string Cloud, string Gateway)> AddressesAsync(Emulator emulator)
    {
        var cloud = await emulator.LineAsync(l => l.StartsWith("impCloud", StringComparison.Ordinal));
        var gateway = await emulator.LineAsync(l => l.StartsWith("gateway", StringComparison.Ordinal));
        return (Regex.Match(cloud, @"http://\S+").Value, Regex.Match(gateway, @"http://\S+").Value);
    }

    /// <summary>On a busy computer the first rounds may be over before anything was acknowledged.</summary>
    private async Task SomethingOfEachAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!_devices.Values.Any(device => device.AgentUrl is not null) || _planOfToken.IsEmpty || !_products.Values.Any(p => p.Acknowledged > 1))
            await Task.Delay(20, patience.Token);
    }

    /// <summary>Repeats something until the kill takes the connection away.</summary>
    private static async Task UntilKilledAsync(Func<Task> step, CancellationToken killed)
    {
        try
        {
            while (!killed.IsCancellationRequested)
                await step();
        }
        catch (Exception e) when (killed.IsCancellationRequested && e is (HttpRequestException or IOException or LinkLostException))
        {
            // The process is gone in the middle of a request, which was not acknowledged.
        }
    }

    private Task EnrollAsync(string cloud, CancellationToken killed) => UntilKilledAsync(
        async () =>
        {
            var answer = (await new Http(_web).EnrollAsync(cloud)).Json;
            _planOfToken[answer.GetProperty("token_id").GetString()!] = answer.GetProperty("plan_id").GetString()!;
        },
        killed);

    private Task DevicesAsync(string gateway, CancellationToken killed) => UntilKilledAsync(
        async () =>
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"5000{Interlocked.Increment(ref _next):x12}");
            var facts = _devices[id] = new DeviceFacts();
            var device = new TestDevice(_web, gateway, id, TestFactory.KeyOf(id)) { Attempts = 2 };
            await device.HelloAsync();
            facts.Admitted = true;
            if (_planOfToken.FirstOrDefault() is not { Key: { } token, Value: { } plan } || !_planOfToken.TryRemove(token, out _))
                return;
            facts.Token = token;
            Assert.True((await device.BlessAsync(true))["blessed"].GetBoolean());
            facts.Blessed = true;
            device.Reboot("activation");
            await device.HelloAsync();
            var answer = await device.EnrollAsync(plan, token);
            Assert.True(answer["activated"].GetBoolean());
            facts.AgentUrl = answer["agent_url"].GetString();
        },
        killed);

    private async Task ProductsAsync(string cloud, string bearer, CancellationToken killed)
    {
        var http = new Http(_web);
        await UntilKilledAsync(
            async () =>
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"product {Interlocked.Increment(ref _next)}");
                var made = await http.SendAsync("POST", cloud + "/v5/products", Document(name), bearer);
                Assert.Equal(201, made.Status);
                var id = made.Json.GetProperty("data").GetProperty("id").GetString()!;
                var facts = _products[id] = new ProductFacts { Acknowledged = 1, Asked = 2 };
                Assert.Equal(200, (await http.SendAsync("PATCH", $"{cloud}/v5/products/{id}", Document(name + " renamed"), bearer)).Status);
                facts.Acknowledged = 2;
                if (Random.Shared.Next(2) == 0)
                    return;
                facts.Asked = 3;
                Assert.Equal(204, (await http.SendAsync("DELETE", $"{cloud}/v5/products/{id}", null, bearer)).Status);
                facts.Acknowledged = 3;
            },
            killed);
    }

    private async Task VerifyAsync(string cloud)
    {
        var http = new Http(_web);
        var basic = Http.Basic(TestFactory.ApiKey);
        foreach (var (token, plan) in _planOfToken)
        {
            var claim = await http.SendAsync("GET", $"{cloud}/v5/enroll/{token}", null, basic);
            Assert.True(claim.Status == 200 && claim.Json.GetProperty("plan_id").GetString() == plan, $"token lost: {claim.Body}");
        }

        var bearer = await LoginAsync(cloud);
        foreach (var (id, facts) in _devices.Where(device => device.Value.Admitted))
        {
            var device = await http.SendAsync("GET", $"{cloud}/v5/devices/{id}", null, bearer);
            Assert.True(device.Status == 200, $"device lost: {device.Body}");
            var history = (await http.SendAsync("GET", $"{cloud}/v5/devices/{id}/history", null, bearer)).Body;
            Assert.True(!facts.Blessed || history.Contains("\"blessed\"", StringComparison.Ordinal), $"blessing lost: {history}");
            if (facts.AgentUrl is not { } url)
                continue;
            // The port is another after the restart; the agent is the same.
            var agent = url[(url.LastIndexOf('/') + 1)..];
            Assert.EndsWith("/" + agent, device.Json.GetProperty("data").GetProperty("attributes").GetProperty("agent_url").GetString(), StringComparison.Ordinal);
            var claim = await http.SendAsync("GET", $"{cloud}/v5/enroll/{facts.Token}", null, basic);
            Assert.Equal(id, claim.Json.GetProperty("device_id").GetString());
        }

        foreach (var (id, facts) in _products)
        {
            var product = await http.SendAsync("GET", $"{cloud}/v5/products/{id}", null, bearer);
            var stage = product.Status == 404 ? 3
                : product.Json.GetProperty("data").GetProperty("attributes").GetProperty("name").GetString()!.EndsWith("renamed", StringComparison.Ordinal) ? 2 : 1;
            Assert.True(stage >= facts.Acknowledged && stage <= facts.Asked, $"product {id}: stage {stage}, acknowledged {facts.Acknowledged}");
        }
    }

    private async Task<string> LoginAsync(string cloud)
    {
        var answer = await new Http(_web).SendAsync("POST", cloud + "/v5/auth", """{"id":"factory","password":"password-of-the-emulator"}""");
        Assert.Equal(200, answer.Status);
        return "Bearer " + answer.Json.GetProperty("access_token").GetString();
    }

    private static string Document(string name) => $$$"""{"data":{"type":"product","attributes":{"name":{{{JsonSerializer.Serialize(name)}}} } } }""";

    private static int Number(string variable, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : fallback;
}
