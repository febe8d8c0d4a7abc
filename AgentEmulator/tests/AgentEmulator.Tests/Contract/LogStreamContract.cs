namespace AgentEmulator.Tests.Contract;

/// <summary>Log streams. Comes last: it brings a device under test.</summary>
internal sealed class LogStreamContract(ContractClient client, ContractTarget target)
{
    private const string Dut = "5000c0ffee0000aa";
    private const string Unknown = "0123456789abcdef0123456789abcdef";

    public async Task RunAsync()
    {
        await target.NewDevice(Dut).HelloAsync();
        var id = await CreateAsync();
        await client.CallAsync("readLogStream", 400, id: id, query: "?format=xml");
        await client.CallAsync("readLogStream", 404, id: Unknown);
        await client.CallAsync("addLogStreamDevice", 404, id: $"{Unknown}/{Dut}");
        await client.CallAsync("addLogStreamDevice", 404, id: id + "/ffffffffffffffff");
        await client.CallAsync("removeLogStreamDevice", 404, id: $"{id}/{Dut}");
        await client.CallAsync("addLogStreamDevice", 204, id: $"{id}/{Dut}");

        // Of two who read it one gets it; the other is refused at once.
        var readers = Enumerable.Range(0, 2).Select(_ => client.CallEitherAsync("readLogStream", 200, 409, id, "?format=json")).ToList();
        var refused = await Task.WhenAny(readers);
        Assert.Equal(409, (await refused).Status);
        await target.NewDevice(Dut).SendAsync("no.such.name", "{}");
        await client.CallAsync("removeLogStreamDevice", 204, id: $"{id}/{Dut}");
        await CreateAsync();
        var (status, text) = await readers.Single(reader => reader != refused);
        Assert.Equal(200, status);
        string[] told = ["\"state\":\"opened\"", "\"state\":\"subscribed\"", "no handler for agent.send()", "\"state\":\"unsubscribed\"", "\"state\":\"closed\""];
        Assert.All(told, part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    private async Task<string> CreateAsync() =>
        (await client.CallAsync("createLogStream", 201)).GetProperty("data").GetProperty("id").GetString()!;
}
