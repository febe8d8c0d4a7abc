using System.Text.Json;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Cloud;

/// <summary>What a log stream tells, in which form, and of whom.</summary>
public sealed class LogStreamTests : IAsyncDisposable
{
    private const string Cloud = "http://cloud.lab";
    private const string Dut = "50000000000000a1";

    // Requests are not limited here: a test may have to ask more than once.
    private readonly TestFactory _factory = new(options => options with
    {
        Cloud = options.Cloud with { ApiLimit = new(int.MaxValue, TimeSpan.FromDays(1)) },
    });

    private string? _bearer;

    [Fact]
    public async Task Lines_are_told_as_text_and_as_json()
    {
        var device = _factory.NewDevice(Dut);
        await device.HelloAsync();
        foreach (var (format, line) in new[]
        {
            ("text", $"data: 2026-01-01T00:00:00.000Z [{Dut}] [agent.error] no handler for agent.send(): \"x\"\n"),
            ("json", $$"""data: {"device_id":"{{Dut}}","ts":"2026-01-01T00:00:00.000Z","type":"agent.error","msg":"no handler for agent.send(): \"x\""}""" + "\n"),
        })
        {
            var id = await CreateAsync();
            await SendAsync("PUT", $"/v5/logstream/{id}/{Dut}");
            var reading = SendAsync("GET", $"/v5/logstream/{id}?format={format}", signedIn: false);
            await device.SendAsync("x", "{}");
            await CreateAsync();
            var events = (await reading).Split("\n\n");
            Assert.Equal(5, events.Length); // subscribed, opened, the line, closed, and nothing behind the last one.
            Assert.StartsWith("event: state_change\ndata: ", events[0], StringComparison.Ordinal);
            Assert.Equal(line, events[2] + "\n");
            Assert.Contains("closed", events[3], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nothing_is_told_of_production_devices()
    {
        var device = _factory.NewDevice(Dut);
        var token = await FactoryFlow.RunFactoryProgramAsync(device);
        await FactoryFlow.ActivateAsync(device, token);
        var text = await ReadWhileAsync([Dut], () => device.SendAsync("x", "{}"));
        Assert.DoesNotContain("no handler", text, StringComparison.Ordinal);
        Assert.Contains(_factory.Events.All, e => e["message"] == "no handler for agent.send(): \"x\"");
    }

    [Fact]
    public async Task A_sixth_device_takes_the_place_of_the_first()
    {
        var devices = Enumerable.Range(1, 6).Select(i => _factory.NewDevice($"50000000000000b{i}")).ToList();
        foreach (var device in devices)
            await device.HelloAsync();
        var text = await ReadWhileAsync([.. devices.Select(device => device.DeviceId)], async () =>
        {
            foreach (var device in devices)
                await device.SendAsync("x", "{}");
        });
        var told = text.Split('\n').Where(line => line.Contains("\"type\":", StringComparison.Ordinal))
            .Select(line => JsonElement.Parse(line["data: ".Length..]).GetProperty("device_id").GetString());
        Assert.Equal(devices.Skip(1).Select(device => device.DeviceId), told);
        Assert.Contains("\"state\":\"unsubscribed\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_goes_away_closes_the_stream()
    {
        var id = await CreateAsync();
        using var gone = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Cloud}/v5/logstream/{id}");
        var reading = _factory.Web.SendAsync(request, gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        await SendAsync("PUT", $"/v5/logstream/{id}/5000f1c700000001", expected: 404);
    }

    public ValueTask DisposeAsync() => _factory.DisposeAsync();

    private async Task<string> ReadWhileAsync(string[] devices, Func<Task> act)
    {
        var id = await CreateAsync();
        foreach (var device in devices)
            await SendAsync("PUT", $"/v5/logstream/{id}/{device}");
        var reading = SendAsync("GET", $"/v5/logstream/{id}?format=json", signedIn: false);
        await act();
        await CreateAsync();
        return await reading;
    }

    private async Task<string> CreateAsync() => JsonElement.Parse(await SendAsync("POST", "/v5/logstream", expected: 201)).GetProperty("data").GetProperty("id").GetString()!;

    private async Task<string> BearerAsync()
    {
        _bearer ??= "Bearer " + (await _factory.Http().SendAsync("POST", Cloud + "/v5/auth", """{"id":"factory","password":"password-of-the-emulator"}"""))
            .Json.GetProperty("access_token").GetString();
        return _bearer;
    }

    private async Task<string> SendAsync(string method, string path, bool signedIn = true, int? expected = null)
    {
        var answer = await _factory.Http().SendAsync(method, Cloud + path, null, signedIn ? await BearerAsync() : null);
        Assert.Equal(expected ?? (method == "GET" ? 200 : 204), answer.Status);
        return answer.Body;
    }
}
