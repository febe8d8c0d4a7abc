using System.Globalization;
using System.Text.Json;
using Json.Schema;

namespace AgentEmulator.Tests.Contract;

/// <summary>One operation of the OpenAPI document.</summary>
internal sealed record ContractOperation(string Id, string Method, string Path, string? Security, bool HasBody, IReadOnlyList<int> Statuses);

/// <summary>The OpenAPI document as the cloud serves it: what there is, and whether an answer is as described.</summary>
internal sealed class ContractDocument
{
    private readonly JsonElement _root;
    private readonly Dictionary<string, JsonSchema> _schemas = new(StringComparer.Ordinal);

    public ContractDocument(string json)
    {
        _root = JsonElement.Parse(json);
        Operations =
        [
            .. from path in _root.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               select Read(path.Name, operation.Name, operation.Value),
        ];
    }

    public IReadOnlyList<ContractOperation> Operations { get; }

    public ContractOperation this[string id] => Operations.Single(operation => operation.Id == id);

    public string Version => _root.GetProperty("openapi").GetString()!;

    /// <summary>Fails unless the answer has the documented content type and a body that its schema accepts.</summary>
    public void Check(ContractOperation operation, int status, string? contentType, string body)
    {
        var responses = _root.GetProperty("paths").GetProperty(operation.Path).GetProperty(operation.Method).GetProperty("responses");
        Assert.True(
            responses.TryGetProperty(status.ToString(CultureInfo.InvariantCulture), out var response),
            $"{operation.Id}: the status {status} is not documented");
        if (!response.TryGetProperty("content", out var content))
        {
            Assert.Equal("", body);
            return;
        }

        var media = content.EnumerateObject().Single();
        Assert.Equal(media.Name, contentType);
        var name = media.Value.GetProperty("schema").GetProperty("$ref").GetString()!.Split('/')[^1];
        var value = media.Name.EndsWith("json", StringComparison.Ordinal) ? JsonElement.Parse(body) : JsonSerializer.SerializeToElement(body);
        var result = Schema(name).Evaluate(value, new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(result.IsValid, $"{operation.Id} {status}: not a {name}: {body}");
    }

    private JsonSchema Schema(string name)
    {
        if (_schemas.TryGetValue(name, out var schema))
            return schema;
        var definitions = _root.GetProperty("components").GetProperty("schemas").GetRawText()
            .Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
        schema = JsonSchema.FromText($$"""{"$schema":"https://json-schema.org/draft/2020-12/schema","$ref":"#/$defs/{{name}}","$defs":{{definitions}}}""");
        _schemas.Add(name, schema);
        return schema;
    }

    private static ContractOperation Read(string path, string method, JsonElement operation) => new(
        operation.GetProperty("operationId").GetString()!,
        method,
        path,
        operation.GetProperty("security").EnumerateArray().SelectMany(s => s.EnumerateObject()).Select(s => s.Name).FirstOrDefault(),
        operation.TryGetProperty("requestBody", out _),
        [.. operation.GetProperty("responses").EnumerateObject().Select(r => int.Parse(r.Name, CultureInfo.InvariantCulture))]);
}
