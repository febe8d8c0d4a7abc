using System.Net.Http.Headers;
using System.Text;
using AgentEmulator.Cloud.Api;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Fuzz;

/// <summary>The cloud's HTTP surface, whatever comes: an answer that its table knows, never a 5xx, and no secret in a log.</summary>
public sealed class ApiFuzzTests
{
    private const string Cloud = "http://cloud.lab";

    [Theory]
    [InlineData("product", 21)]
    [InlineData("devicegroup", 22)]
    [InlineData("deployment", 23)]
    [InlineData("webhook", 24)]
    [InlineData("device", 25)]
    [InlineData("login_key", 26)]
    public async Task Resource_bodies(string type, int seed)
    {
        await using var factory = Factory();
        var endpoints = factory.Host.Services.Api.Endpoints;
        var bearer = await LoginAsync(factory);
        var product = await CreateAsync(factory, bearer, "products", """{"data":{"type":"product","attributes":{"name":"fuzz"}}}""");
        var groups = await factory.Http().SendAsync("GET", Cloud + "/v5/devicegroups?filter[type]=production_devicegroup", null, bearer);
        var group = groups.Json.GetProperty("data")[0].GetProperty("id").GetString()!;
        var samples = Samples(type, product, group);
        var known = new[]
        {
            "5000f1c700000001", "me", "nonsense", product, group, "f1:c7:00:00:00:01", "%00", "%E2%98%83", "..", "a%2Fb",
            await CreateAsync(factory, bearer, "deployments", Samples("deployment", product, group)[0]),
            await CreateAsync(factory, bearer, "webhooks", Samples("webhook", product, group)[0]),
        };
        var mine = endpoints.Where(e => e.Body != EndpointBody.None && e.IsImpCentral
            && e.Path.Contains(type == "login_key" ? "login_keys" : type, StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(mine);
        var bodies = new BodyMutator(FuzzInputs.Seed + seed, samples);
        var random = new Random(FuzzInputs.Seed + seed);
        var statuses = new Dictionary<int, int>();
        for (var i = 0; i < FuzzInputs.PerTest; i++)
        {
            var endpoint = mine[random.Next(mine.Length)];
            var path = endpoint.Path.Replace("{id}", known[random.Next(known.Length)], StringComparison.Ordinal);
            using var request = Request(endpoint.Method, path, bearer, bodies.Next());
            request.Headers.TryAddWithoutValidation("X-Electricimp-Password", factory.Cloud.Options.Account.Password);
            request.Headers.TryAddWithoutValidation("X-Electricimp-Key", factory.Cloud.Options.Account.UnblessingKey);
            using var answer = await factory.Web.SendAsync(request, CancellationToken.None);
            var status = (int)answer.StatusCode;
            Assert.True(
                endpoint.AllAnswers().Any(known => known.Status == status) || status == 404, $"input {i}: {endpoint.Method} {path}: {status}");
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
        }

        Assert.True(statuses.Count >= 3, "the inputs are all refused alike: " + string.Join(", ", statuses));
        AssertQuiet(factory, bearer);
    }

    [Fact]
    public async Task Paths_methods_queries_and_headers()
    {
        await using var factory = Factory();
        var endpoints = factory.Host.Services.Api.Endpoints;
        var bearer = await LoginAsync(factory);
        var random = new Random(FuzzInputs.Seed + 27);
        string[] methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "BREW"];
        string Garbage(int length) => new([.. Enumerable.Range(0, random.Next(length)).Select(_ => (char)random.Next(0x21, 0x17f))]);
        for (var i = 0; i < FuzzInputs.PerTest; i++)
        {
            var endpoint = endpoints[random.Next(endpoints.Count)];
            var path = random.Next(4) switch
            {
                0 => "/" + string.Join('/', Enumerable.Range(0, random.Next(20)).Select(_ => Uri.EscapeDataString(Garbage(12)))),
                1 => endpoint.Path.Replace("{id}", Uri.EscapeDataString(Garbage(40)), StringComparison.Ordinal) + "/" + Uri.EscapeDataString(Garbage(3)),
                _ => endpoint.Path.Replace("{id}", Uri.EscapeDataString(Garbage(80)), StringComparison.Ordinal),
            };
            string[] names = ["page[number]", "page[size]", "filter[type]", "filter[tags]", "filter[devicegroup.type]", "filter[owner.id]", Garbage(8)];
            var query = string.Join('&', Enumerable.Range(0, random.Next(4)).Select(_ =>
                $"{(random.Next(2) == 0 ? names[random.Next(7)] : Uri.EscapeDataString(names[random.Next(7)]))}={(random.Next(2) == 0 ? random.Next(-2, 200).ToString(System.Globalization.CultureInfo.InvariantCulture) : Uri.EscapeDataString(Garbage(20)))}"));
            using var request = new HttpRequestMessage(new HttpMethod(methods[random.Next(methods.Length)]), $"{Cloud}{path}?{query}");
            request.Headers.TryAddWithoutValidation("Authorization", random.Next(4) switch
            {
                0 => Garbage(60),
                1 => "Basic " + Garbage(60),
                2 => Http.Basic(TestFactory.ApiKey),
                _ => bearer,
            });
            using var answer = await factory.Web.SendAsync(request, CancellationToken.None);
            Assert.True((int)answer.StatusCode < 500, $"input {i}: {request.Method} {path}?{query}: {(int)answer.StatusCode}");
        }

        AssertQuiet(factory, bearer);
    }

    [Fact]
    public async Task Login_and_refresh_bodies()
    {
        await using var factory = Factory();
        var password = factory.Cloud.Options.Account.Password;
        var bodies = new BodyMutator(
            FuzzInputs.Seed + 28, $$"""{"id":"factory","password":"{{password}}"}""", """{"token":"0123456789abcdef"}""", """{"key":"0123456789abcdef"}""");
        for (var i = 0; i < FuzzInputs.PerTest; i++)
        {
            using var request = Request("POST", i % 2 == 0 ? "/v5/auth" : "/v5/auth/token", null, bodies.Next());
            using var answer = await factory.Web.SendAsync(request, CancellationToken.None);
            Assert.True((int)answer.StatusCode is 200 or 400 or 401, $"input {i}: {(int)answer.StatusCode}");
        }

        AssertQuiet(factory, password);
    }

    private static string[] Samples(string type, string product, string productionGroup)
    {
        var relationship = $$""","relationships":{"product":{"type":"product","id":"{{product}}"} }""";
        var targets = $$""","relationships":{"product":{"type":"product","id":"{{product}}"},"production_target":{"type":"production_devicegroup","id":"{{productionGroup}}"} }""";
        var group = $$""","relationships":{"devicegroup":{"type":"production_devicegroup","id":"{{productionGroup}}"} }""";
        return type switch
        {
            "product" => ["""{"data":{"type":"product","attributes":{"name":"a","description":"b"}}}"""],
            "devicegroup" =>
            [
                $$$"""{"data":{"type":"production_devicegroup","attributes":{"name":"g","region":"eu","env_vars":{"a":[1]}}{{{relationship}}}}}""",
                """{"data":{"type":"production_devicegroup","id":"x","attributes":{"load_code_after_blessing":false}}}""",
                $$$"""{"data":{"type":"factoryfixture_devicegroup","attributes":{"name":"f"}{{{targets}}}}}""",
                """{"data":[{"type":"device","id":"5000f1c700000001"},{"type":"device","id":"f1:c7:00:00:00:01"}]}""",
                """{"data":{"type":"deployment","id":"x"}}""",
            ],
            "deployment" =>
            [
                $$$"""{"data":{"type":"deployment","attributes":{"device_code":"d","agent_code":"a","tags":["t"],"flagged":true}{{{group}}}}}""",
                """{"data":{"type":"deployment","attributes":{"flagged":false,"tags":[]}}}""",
            ],
            "webhook" =>
            [
                $$$"""{"data":{"type":"webhook","attributes":{"url":"http://127.0.0.1/","event":"blinkup","content_type":"application/json"}{{{group}}}}}""",
                """{"data":{"type":"webhook","attributes":{"url":"https://[::1]:99999/"}}}""",
            ],
            "device" => ["""{"data":{"type":"device","id":"x","attributes":{"name":"n"}}}"""],
            _ => ["""{"data":{"type":"login_key","attributes":{"description":"d"}}}"""],
        };
    }

    private static TestFactory Factory() => new(options => options with
    {
        Cloud = options.Cloud with { ApiLimit = new(int.MaxValue, TimeSpan.FromDays(1)), UnblessingLimit = new(int.MaxValue, TimeSpan.FromDays(1)) },
    });

    private static async Task<string> LoginAsync(TestFactory factory)
    {
        var answer = await factory.Http().SendAsync(
            "POST", Cloud + "/v5/auth", $$"""{"id":"factory","password":"{{factory.Cloud.Options.Account.Password}}"}""");
        return "Bearer " + answer.Json.GetProperty("access_token").GetString();
    }

    private static async Task<string> CreateAsync(TestFactory factory, string bearer, string kind, string body) =>
        (await factory.Http().SendAsync("POST", $"{Cloud}/v5/{kind}", body, bearer)).Json.GetProperty("data").GetProperty("id").GetString()!;

    private static HttpRequestMessage Request(string method, string path, string? bearer, byte[] body)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), Cloud + path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (bearer is not null)
            request.Headers.TryAddWithoutValidation("Authorization", bearer);
        return request;
    }

    private static void AssertQuiet(TestFactory factory, string secret)
    {
        Assert.DoesNotContain(factory.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal));
        var account = factory.Cloud.Options.Account;
        SecretsCheck.AssertNone(factory.Log, factory.Events, secret, secret.Replace("Bearer ", "", StringComparison.Ordinal), account.Password, account.UnblessingKey);
        Assert.NotEmpty(Encoding.UTF8.GetBytes(secret));
    }
}
