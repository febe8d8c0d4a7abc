using System.Text.Json;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Contract;

/// <summary>Products, device groups, devices, deployments and webhooks.</summary>
internal sealed class CatalogContract(ContractClient client, ContractTarget target)
{
    private const string Fixture = "5000f1c700000001";
    private const string Unknown = "00000000-0000-4000-a000-00000000dead";

    private string _product = "";
    private readonly Dictionary<string, string> _groups = new(StringComparer.Ordinal);

    public async Task RunAsync()
    {
        await ProductsAsync();
        await GroupsAsync();
        await DeploymentsAsync();
        await WebhooksAsync();
        await DevicesAsync();
        await GroupDevicesAsync();
        await RemovalsAsync();
    }

    private async Task ProductsAsync()
    {
        await client.CallAsync("createProduct", 400, """{"data":{"type":"product","attributes":{}}}""");
        await client.CallAsync("createProduct", 400, """{"data":{"type":"car","attributes":{"name":"x"}}}""");
        await client.CallAsync("createProduct", 400, """{"data":{"type":"product","attributes":{"name":"x","nam":"y"}}}""");
        var owner = $$"""{"data":{"type":"product","attributes":{"name":"x"},"relationships":{"owner":{"type":"account","id":"{{Unknown}}"} } } }""";
        await client.CallAsync("createProduct", 400, owner);
        const string document = """{"data":{"type":"product","attributes":{"name":"lamp","description":"d"}}}""";
        var made = await client.CallAsync("createProduct", 201, document);
        _product = Id(made);
        await client.CallAsync("createProduct", 409, document);
        var account = made.GetProperty("data").GetProperty("relationships").GetProperty("owner").GetProperty("id").GetString();
        Assert.Equal("lamp", Attributes(await client.CallAsync("getProduct", 200, id: _product)).GetProperty("name").GetString());
        await client.CallAsync("getProduct", 404, id: Unknown);
        await client.CallAsync("updateProduct", 404, document, Unknown);
        await client.CallAsync("updateProduct", 409, """{"data":{"type":"product","attributes":{"name":"factory product"}}}""", _product);
        await client.CallAsync("updateProduct", 200, """{"data":{"type":"product","attributes":{"description":"better"}}}""", _product);

        Assert.Equal(2, Count(await client.CallAsync("listProducts", 200, query: $"?filter[owner.id]={account}")));
        Assert.Equal(0, Count(await client.CallAsync("listProducts", 200, query: "?filter[owner.id]=nobody")));
        await client.CallAsync("listProducts", 400, query: "?wrong_filter=1");
        await PagesAsync();
    }

    private async Task PagesAsync()
    {
        var first = await client.CallAsync("listProducts", 200, query: "?page[number]=1&page[size]=1");
        var links = first.GetProperty("links");
        Assert.Equal(1, Count(first));
        Assert.Equal(links.GetProperty("first").GetString(), links.GetProperty("self").GetString());
        Assert.False(links.TryGetProperty("prev", out _));
        var next = links.GetProperty("next").GetString()!;
        Assert.Equal(links.GetProperty("last").GetString(), next);
        var second = await client.CallAsync("listProducts", 200, query: new Uri(next).Query);
        Assert.Equal(1, Count(second));
        Assert.False(second.GetProperty("links").TryGetProperty("next", out _));
        Assert.NotEqual(Id(first, 0), Id(second, 0));
        Assert.Equal(0, Count(await client.CallAsync("listProducts", 200, query: "?page[number]=2147483647&page[size]=100")));
        foreach (var bad in new[] { "page[size]=0", "page[size]=101", "page[number]=x", "page[number]=-1", "page[number]=1&page[number]=2" })
            await client.CallAsync("listProducts", 400, query: "?" + bad);
    }

    private async Task GroupsAsync()
    {
        foreach (var test in new[] { "", "pre_" })
        {
            _groups[test + "production"] = Id(await client.CallAsync("createDeviceGroup", 201, Group($"{test}production_devicegroup", test + "p", ""","region":"eu" """)));
            _groups[test + "dut"] = Id(await client.CallAsync("createDeviceGroup", 201, Group($"{test}dut_devicegroup", test + "d")));
        }

        _groups["development"] = Id(await client.CallAsync("createDeviceGroup", 201, Group("development_devicegroup", "dev", ""","env_vars":{"a":1}""")));
        foreach (var test in new[] { "", "pre_" })
        {
            var type = $"{test}factoryfixture_devicegroup";
            await client.CallAsync("createDeviceGroup", 400, Group(type, test + "f"));
            await client.CallAsync("createDeviceGroup", 400, Group(type, test + "f", "", Target("production_target", test, "production")));
            var other = test.Length == 0 ? "pre_" : "";
            await client.CallAsync("createDeviceGroup", 400, Group(type, test + "f", "", Target("production_target", other, "production") + Target("dut_target", test, "dut")));
            await client.CallAsync("createDeviceGroup", 404, Group(type, test + "f", "", Target("production_target", test, "production") + Target("dut_target", test, "dut", Unknown)));
            var made = await client.CallAsync("createDeviceGroup", 201, Group(type, test + "f", "", Target("production_target", test, "production") + Target("dut_target", test, "dut")));
            _groups[test + "fixture"] = Id(made);
            Assert.Equal(_groups[test + "production"], made.GetProperty("data").GetProperty("relationships").GetProperty("production_target").GetProperty("id").GetString());
        }

        await client.CallAsync("createDeviceGroup", 409, Group("development_devicegroup", "dev"));
        await client.CallAsync("createDeviceGroup", 400, Group("nonsense_devicegroup", "x"));
        await client.CallAsync("createDeviceGroup", 400, Group("development_devicegroup", "x", ""","region":"eu" """));
        await client.CallAsync("createDeviceGroup", 400, Group("development_devicegroup", "x", ""","load_code_after_blessing":false"""));
        await client.CallAsync("createDeviceGroup", 404, Group("development_devicegroup", "x").Replace(_product, Unknown, StringComparison.Ordinal));
        await UpdatesOfGroupsAsync();
        Assert.Equal(7, Count(await client.CallAsync("listDeviceGroups", 200, query: $"?filter[product.id]={_product}")));
        Assert.Equal(1, Count(await client.CallAsync("listDeviceGroups", 200, query: $"?filter[product.id]={_product}&filter[type]=pre_dut_devicegroup")));
        await client.CallAsync("listDeviceGroups", 400, query: "?filter[type]=nonsense");
        await client.CallAsync("getDeviceGroup", 404, id: _product);
        await client.CallAsync("deleteDeviceGroup", 409, id: _groups["production"]);
        await client.CallAsync("deleteDeviceGroup", 409, id: _groups["dut"]);
        await client.CallAsync("deleteProduct", 409, id: _product);
    }

    private async Task UpdatesOfGroupsAsync()
    {
        string Change(string type, string attributes, string relationships = "") =>
            $$$"""{"data":{"type":"{{{type}}}","attributes":{{{{attributes}}} },"relationships":{{{{relationships}}} } } }""";
        var production = await client.CallAsync("getDeviceGroup", 200, id: _groups["production"]);
        Assert.True(Attributes(production).GetProperty("load_code_after_blessing").GetBoolean());
        var changed = await client.CallAsync(
            "updateDeviceGroup", 200, Change("production_devicegroup", "\"load_code_after_blessing\":false"), _groups["production"]);
        Assert.False(Attributes(changed).GetProperty("load_code_after_blessing").GetBoolean());
        // The name of the setting in the web page is no name of the API: a typing error must not pass as set.
        await client.CallAsync("updateDeviceGroup", 400, Change("production_devicegroup", "\"load_code_after_blinkup\":true"), _groups["production"]);
        await client.CallAsync("updateDeviceGroup", 400, Change("production_devicegroup", "\"load_code_after_blessing\":1"), _groups["production"]);
        await client.CallAsync("updateDeviceGroup", 400, Change("dut_devicegroup", "\"load_code_after_blessing\":false"), _groups["dut"]);
        await client.CallAsync("updateDeviceGroup", 400, Change("production_devicegroup", ""), _groups["dut"]);
        await client.CallAsync("updateDeviceGroup", 400, Change("dut_devicegroup", "", Target("dut_target", "", "dut")[1..]), _groups["dut"]);
        await client.CallAsync("updateDeviceGroup", 409, Change("dut_devicegroup", "\"name\":\"p\""), _groups["dut"]);
        await client.CallAsync("updateDeviceGroup", 404, Change("dut_devicegroup", ""), Unknown);
        await client.CallAsync("updateDeviceGroup", 200, Change("factoryfixture_devicegroup", "", Target("dut_target", "", "dut")[1..]), _groups["fixture"]);
    }

    private async Task DeploymentsAsync()
    {
        string Deployment(string group, string more = "") =>
            $$$"""{"data":{"type":"deployment","attributes":{"device_code":"d","agent_code":"a"{{{more}}} },"relationships":{"devicegroup":{"type":"development_devicegroup","id":"{{{group}}}"} } } }""";
        var group = _groups["development"];
        await client.CallAsync("createDeployment", 400, """{"data":{"type":"deployment","attributes":{"device_code":"d"}}}""");
        await client.CallAsync("createDeployment", 400, Deployment(group, ""","tags":["a b"]"""));
        await client.CallAsync("createDeployment", 404, Deployment(Unknown));
        var first = Id(await client.CallAsync("createDeployment", 201, Deployment(group, ""","flagged":true,"tags":["v1"]""")));
        await client.CallAsync("setMinSupportedDeployment", 404, $$$"""{"data":{"type":"deployment","id":"{{{Unknown}}}"}}""", group);
        await client.CallAsync("setMinSupportedDeployment", 400, """{"data":{"type":"device","id":"x"}}""", group);
        var second = Id(await client.CallAsync("createDeployment", 201, Deployment(group)));
        await client.CallAsync("setMinSupportedDeployment", 204, $$$"""{"data":{"type":"deployment","id":"{{{second}}}"}}""", group);
        await client.CallAsync("deleteDeployment", 409, id: first);
        await client.CallAsync("deleteDeployment", 409, id: second);
        await client.CallAsync("updateDeployment", 404, """{"data":{"type":"deployment","attributes":{}}}""", Unknown);
        await client.CallAsync("updateDeployment", 400, """{"data":{"type":"deployment","attributes":{"flagged":"no"}}}""", first);
        Assert.Equal(1, Count(await client.CallAsync("listDeployments", 200, query: $"?filter[devicegroup.id]={group}&filter[flagged]=true&filter[tags]=v1")));
        Assert.Equal(0, Count(await client.CallAsync("listDeployments", 200, query: "?filter[tags]=v1,v2")));
        await client.CallAsync("listDeployments", 400, query: "?filter[flagged]=perhaps");
        await client.CallAsync("updateDeployment", 200, """{"data":{"type":"deployment","attributes":{"flagged":false,"tags":["x"]}}}""", first);
        var read = Attributes(await client.CallAsync("getDeployment", 200, id: first));
        Assert.Equal("x", read.GetProperty("tags")[0].GetString());
        await client.CallAsync("deleteDeployment", 204, id: first);
        await client.CallAsync("deleteDeployment", 404, id: first);
        await client.CallAsync("getDeployment", 404, id: first);
    }

    private async Task WebhooksAsync()
    {
        string Webhook(string group, string url = "http://127.0.0.1:9/", string happening = "blessing", string content = "application/json") =>
            $$$"""{"data":{"type":"webhook","attributes":{"url":"{{{url}}}","event":"{{{happening}}}","content_type":"{{{content}}}"},"relationships":{"devicegroup":{"type":"production_devicegroup","id":"{{{group}}}"} } } }""";
        var group = _groups["production"];
        await client.CallAsync("createWebhook", 400, Webhook(group, url: "nowhere"));
        await client.CallAsync("createWebhook", 400, Webhook(group, happening: "blessed"));
        await client.CallAsync("createWebhook", 400, Webhook(group, content: "text/plain"));
        await client.CallAsync("createWebhook", 404, Webhook(Unknown));
        var id = Id(await client.CallAsync("createWebhook", 201, Webhook(group, happening: "blinkup", content: "application/x-www-form-urlencoded")));
        Assert.Equal(1, Count(await client.CallAsync("listWebhooks", 200, query: $"?filter[devicegroup.id]={group}")));
        await client.CallAsync("listWebhooks", 400, query: "?filter[event]=blinkup");
        await client.CallAsync("getWebhook", 200, id: id);
        var changed = await client.CallAsync(
            "updateWebhook", 200, """{"data":{"type":"webhook","attributes":{"url":"https://example.com/x"}}}""", id);
        Assert.Equal("https://example.com/x", Attributes(changed).GetProperty("url").GetString());
        await client.CallAsync("updateWebhook", 400, """{"data":{"type":"webhook","attributes":{"event":"blessing"}}}""", id);
        await client.CallAsync("updateWebhook", 404, """{"data":{"type":"webhook","attributes":{}}}""", Unknown);
        await client.CallAsync("deleteWebhook", 204, id: id);
        await client.CallAsync("deleteWebhook", 404, id: id);
        await client.CallAsync("getWebhook", 404, id: id);
    }

    private async Task DevicesAsync()
    {
        var device = await client.CallAsync("getDevice", 200, id: EnrollContract.Device);
        var attributes = Attributes(device);
        Assert.Equal("c0:ff:ee:00:00:01", attributes.GetProperty("mac_address").GetString());
        Assert.Equal("production_devicegroup", device.GetProperty("data").GetProperty("relationships").GetProperty("devicegroup").GetProperty("type").GetString());
        foreach (var name in new[] { "c0:ff:ee:00:00:01", "c0ffee000001", attributes.GetProperty("agent_id").GetString()! })
            Assert.Equal(EnrollContract.Device, Id(await client.CallAsync("getDevice", 200, id: name)));
        await client.CallAsync("getDevice", 404, id: "ffffffffffffffff");
        await client.CallAsync("updateDevice", 200, """{"data":{"type":"device","attributes":{"name":"unit 1"}}}""", "c0:ff:ee:00:00:01");
        await client.CallAsync("updateDevice", 400, """{"data":{"type":"device","attributes":{"mac_address":"x"}}}""", EnrollContract.Device);
        await client.CallAsync("updateDevice", 404, """{"data":{"type":"device","attributes":{"name":"x"}}}""", "ffffffffffffffff");

        var history = await client.CallAsync("getDeviceHistory", 200, id: EnrollContract.Device);
        Assert.Equal(["activated", "blessed", "admitted"], history.GetProperty("data").EnumerateArray().Select(e => e.GetProperty("event").GetString()));
        Assert.Equal(1, Count(await client.CallAsync("getDeviceHistory", 200, id: EnrollContract.Device, query: "?page[size]=1&page[number]=2")));
        foreach (var list in new[] { "getDeviceHistory", "getDeviceLogs" })
        {
            await client.CallAsync(list, 400, id: EnrollContract.Device, query: "?page[size]=x");
            await client.CallAsync(list, 404, id: "ffffffffffffffff");
        }

        Assert.Equal(0, Count(await client.CallAsync("getDeviceLogs", 200, id: EnrollContract.Device)));
        Assert.Equal(2, Count(await client.CallAsync("listDevices", 200)));
        Assert.Equal(1, Count(await client.CallAsync("listDevices", 200, query: "?filter[devicegroup.type]=production_devicegroup")));
        Assert.Equal(0, Count(await client.CallAsync("listDevices", 200, query: "?filter[devicegroup.owner.id]=null")));
        Assert.Equal(0, Count(await client.CallAsync("listDevices", 200, query: $"?filter[product.id]={_product}")));
        await client.CallAsync("listDevices", 400, query: "?filter[devicegroup.type]=cars");
        await client.CallAsync("listDevices", 400, query: "?filter[name]=x");
        foreach (var restart in new[] { "restartDevice", "conditionalRestartDevice" })
        {
            await client.CallAsync(restart, 204, id: EnrollContract.Device);
            await client.CallAsync(restart, 404, id: "ffffffffffffffff");
        }
    }

    private async Task GroupDevicesAsync()
    {
        var fixtureGroup = await GroupOfAsync(Fixture);
        var production = await GroupOfAsync(EnrollContract.Device);
        (string, string) key = ("X-Electricimp-Key", ContractTarget.UnblessingKey);

        // By hand: a production device goes nowhere else, and nobody comes into production or a DUT group.
        await client.CallAsync("assignDevices", 409, Devices(EnrollContract.Device), _groups["development"]);
        await client.CallAsync("assignDevices", 409, Devices(EnrollContract.Device), _groups["production"]);
        await client.CallAsync("assignDevices", 409, Devices(Fixture), production!);
        await client.CallAsync("assignDevices", 409, Devices(Fixture), _groups["dut"]);
        await client.CallAsync("assignDevices", 404, Devices(Fixture), Unknown);
        await client.CallAsync("assignDevices", 400, """{"data":[]}""", _groups["development"]);
        var missing = await client.CallAsync("assignDevices", 400, Devices("ffffffffffffffff", "eeeeeeeeeeeeeeee", Fixture), _groups["development"]);
        Assert.Equal(["404", "404"], missing.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("status").GetString()));

        await client.CallAsync("assignDevices", 204, Devices("f1:c7:00:00:00:01"), _groups["development"]);
        Assert.Equal(_groups["development"], await GroupOfAsync(Fixture));
        foreach (var restart in new[] { "restartDevices", "conditionalRestartDevices" })
        {
            await client.CallAsync(restart, 204, id: _groups["development"]);
            await client.CallAsync(restart, 404, id: Unknown);
        }

        await client.CallAsync("deleteDeviceGroup", 409, id: _groups["development"]);
        await client.CallAsync("deleteDevice", 409, id: Fixture);
        await client.CallAsync("unassignDevices", 400, Devices(EnrollContract.Device), _groups["development"]);
        await client.CallAsync("unassignDevices", 404, Devices(Fixture), Unknown);
        await client.CallAsync("unassignDevices", 204, Devices(Fixture), _groups["development"]);
        Assert.Null(await GroupOfAsync(Fixture));
        Assert.Equal(1, Count(await client.CallAsync("listDevices", 200, query: "?filter[devicegroup.owner.id]=null")));
        foreach (var restart in new[] { "restartDevice", "conditionalRestartDevice" })
            await client.CallAsync(restart, 409, id: Fixture);
        await client.CallAsync("assignDevices", 204, Devices(Fixture), fixtureGroup!);

        // Out of production: with the unblessing key only.
        var agent = Attributes(await client.CallAsync("getDevice", 200, id: EnrollContract.Device)).GetProperty("agent_url").GetString()!;
        // The production agent has no http.onrequest, and says that; a dead URL says that there is no agent.
        Assert.DoesNotContain("no such agent", (await new Http(target.Web).SendAsync("GET", agent)).Body, StringComparison.Ordinal);
        await client.CallAsync("unassignDevices", 403, Devices(EnrollContract.Device), production!);
        await client.CallAsync("unassignDevices", 403, Devices(EnrollContract.Device), production!, "", ("X-Electricimp-Key", "wrong"));
        await client.CallAsync("unassignDevices", 204, Devices(EnrollContract.Device), production!, "", key);
        Assert.Null(await GroupOfAsync(EnrollContract.Device));
        var dead = await new Http(target.Web).SendAsync("GET", agent);
        Assert.Equal((404, "no such agent"), (dead.Status, dead.Body));
    }

    private async Task RemovalsAsync()
    {
        await client.CallAsync("deleteDevice", 204, id: EnrollContract.Device);
        await client.CallAsync("deleteDevice", 404, id: EnrollContract.Device);
        foreach (var name in new[] { "fixture", "pre_fixture", "production", "pre_production", "dut", "pre_dut", "development" })
            await client.CallAsync("deleteDeviceGroup", 204, id: _groups[name]);
        await client.CallAsync("deleteDeviceGroup", 404, id: _groups["dut"]);
        await client.CallAsync("deleteProduct", 204, id: _product);
        await client.CallAsync("deleteProduct", 404, id: _product);
    }

    private async Task<string?> GroupOfAsync(string device)
    {
        var relationships = (await client.CallAsync("getDevice", 200, id: device)).GetProperty("data").GetProperty("relationships");
        return relationships.TryGetProperty("devicegroup", out var group) ? group.GetProperty("id").GetString() : null;
    }

    private string Group(string type, string name, string attributes = "", string relationships = "") =>
        $$$"""{"data":{"type":"{{{type}}}","attributes":{"name":"{{{name}}}"{{{attributes}}} },"relationships":{"product":{"type":"product","id":"{{{_product}}}"}{{{relationships}}} } } }""";

    private string Target(string name, string test, string kind, string? id = null) =>
        $$""","{{name}}":{"type":"{{test}}{{kind}}_devicegroup","id":"{{id ?? _groups[test + kind]}}"}""";

    private static string Devices(params string[] ids) =>
        $$"""{"data":[{{string.Join(',', ids.Select(id => $$"""{"type":"device","id":"{{id}}"}"""))}}]}""";

    private static JsonElement Attributes(JsonElement resource) => resource.GetProperty("data").GetProperty("attributes");

    private static string Id(JsonElement resource) => resource.GetProperty("data").GetProperty("id").GetString()!;

    private static string Id(JsonElement list, int index) => list.GetProperty("data")[index].GetProperty("id").GetString()!;

    private static int Count(JsonElement list) => list.GetProperty("data").GetArrayLength();
}
