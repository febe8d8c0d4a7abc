using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Contract;

/// <summary>
/// The cloud's HTTP surface as its OpenAPI document describes it: every operation, with every status that is documented, is called,
/// and each answer is held against its schema. The same suite runs in memory and against a started server.
/// </summary>
public sealed class ContractTests
{
    [Fact]
    public Task In_memory_everything_documented_happens_and_nothing_else() =>
        RunAsync(ContractTarget.InMemory(), ContractTarget.InMemory(refusesAll: true));

    [Fact]
    public async Task A_started_server_does_everything_documented_and_nothing_else() =>
        await RunAsync(await ContractTarget.StartedAsync(), await ContractTarget.StartedAsync(refusesAll: true));

    private static async Task RunAsync(ContractTarget target, ContractTarget refusing)
    {
        await using var one = target;
        await using var two = refusing;
        var answer = await new Http(target.Web).SendAsync("GET", target.Cloud + "/openapi/v1.json");
        Assert.Equal(200, answer.Status);
        var document = new ContractDocument(answer.Body);
        Assert.StartsWith("3.1", document.Version, StringComparison.Ordinal);
        Assert.Equal(document.Operations.Count, document.Operations.Select(o => o.Id).Distinct().Count());

        var client = new ContractClient(target, document);
        await new EnrollContract(client, target).RunAsync();
        await new AccountContract(client).RunAsync();
        await new CatalogContract(client, target).RunAsync();
        await SharedChecksAsync(client, document);
        await new LogStreamContract(client, target).RunAsync();
        var refused = new ContractClient(refusing, document);
        await RefusalsAsync(refused, document);

        var documented = document.Operations.SelectMany(o => o.Statuses.Select(status => (Operation: o.Id, Status: status))).ToHashSet();
        Assert.Empty(documented.Except(client.Seen.Concat(refused.Seen)).Select(pair => $"{pair.Operation} {pair.Status}"));
    }

    /// <summary>What is checked before an operation is carried out, for every operation.</summary>
    private static async Task SharedChecksAsync(ContractClient client, ContractDocument document)
    {
        foreach (var operation in document.Operations)
        {
            if (operation.Statuses.Contains(401) && operation.Security is not null)
            {
                await client.CallAsync(operation.Id, 401, operation.HasBody ? "{}" : null, "0123456789abcdef", "", ("Authorization", ""));
                await client.CallAsync(operation.Id, 401, operation.HasBody ? "{}" : null, "0123456789abcdef", "", ("Authorization", "Bearer no-such-token"));
            }

            if (!operation.HasBody)
                continue;
            // Whatever else is wrong with the request, the body is looked at first.
            var headers = ("X-Electricimp-Password", ContractTarget.Password);
            await client.UntypedAsync(operation.Id);
            await client.TooLargeAsync(operation.Id);
            foreach (var body in new[] { "{", "[]", "null", """{"a":1,"a":1}""", """{"a":"\ud800"}""" })
                await client.CallAsync(operation.Id, 400, body, "0123456789abcdef", "", headers);
        }
    }

    private static async Task RefusalsAsync(ContractClient client, ContractDocument document)
    {
        foreach (var operation in document.Operations.Where(o => o.Statuses.Contains(503)))
            await client.CallAsync(operation.Id, 503, "{}");
        foreach (var operation in document.Operations.Where(o => o.Statuses.Contains(429)))
            await client.CallAsync(operation.Id, 429, operation.HasBody ? "{}" : null, "0123456789abcdef");
    }
}
