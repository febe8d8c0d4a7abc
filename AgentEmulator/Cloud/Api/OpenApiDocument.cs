using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AgentEmulator.Json;

namespace AgentEmulator.Cloud.Api;

/// <summary>The OpenAPI 3.1 document of the table of endpoints: what is dispatched is what is described.</summary>
internal static partial class OpenApiDocument
{
    private const string ResourceMedia = "application/vnd.api+json";

    public static byte[] Of(IReadOnlyList<Endpoint> endpoints)
    {
        var paths = new JsonObject();
        foreach (var endpoint in endpoints)
        {
            if (paths[endpoint.Path] is not JsonObject path)
                paths[endpoint.Path] = path = [];
#pragma warning disable CA1308 // The document has methods in lower case.
            path[endpoint.Method.ToLowerInvariant()] = Operation(endpoint);
#pragma warning restore CA1308
        }

        var document = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Emulated impCloud",
                ["version"] = "1",
                ["description"] =
                    "Enrollment and the part of the impCentral API v5 that a factory needs. Every request may also be answered 500 "
                    + "when the emulator cannot store what it asks for, or with the status of a fault that was switched on.",
            },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = JsonNode.Parse(OpenApiSchemas.Json),
                ["securitySchemes"] = new JsonObject
                {
                    ["blinkUpKey"] = new JsonObject
                    {
                        ["type"] = "http", ["scheme"] = "basic", ["description"] = "The BlinkUp API key, with or without a colon after it",
                    },
                    ["accessToken"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "From POST /v5/auth" },
                },
            },
        };
        return JsonSerializer.SerializeToUtf8Bytes(document, StrictJson.Serializing);
    }

    private static JsonObject Operation(Endpoint endpoint)
    {
        var operation = new JsonObject { ["operationId"] = endpoint.Id, ["summary"] = endpoint.Summary };
        var security = endpoint.Auth switch
        {
            EndpointAuth.Nobody => null,
            EndpointAuth.AccessToken => "accessToken",
            _ => "blinkUpKey",
        };
        operation["security"] = security is null ? new JsonArray() : new JsonArray(new JsonObject { [security] = new JsonArray() });
        var parameters = new JsonArray();
        foreach (Match name in PathParameter().Matches(endpoint.Path))
            parameters.Add(Parameter("path", name.Groups[1].Value, "Which one", required: true));
        foreach (var (name, meaning) in endpoint.Query)
            parameters.Add(Parameter("query", name, meaning, required: false));
        foreach (var (name, meaning) in endpoint.Headers)
            parameters.Add(Parameter("header", name, meaning, required: false));
        if (parameters.Count > 0)
            operation["parameters"] = parameters;
        if (endpoint.Schema is { } schema)
        {
            operation["requestBody"] = new JsonObject
            {
                ["required"] = endpoint.Body == EndpointBody.Required,
                ["content"] = new JsonObject { ["application/json"] = Content(schema), [ResourceMedia] = Content(schema) },
            };
        }

        var responses = new JsonObject();
        foreach (var answer in endpoint.AllAnswers())
            responses[answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = Response(answer);
        operation["responses"] = responses;
        return operation;
    }

    private static JsonObject Response(EndpointAnswer answer)
    {
        var response = new JsonObject { ["description"] = answer.Meaning };
        if (answer.Status == 429)
        {
            response["headers"] = new JsonObject
            {
                ["Retry-After"] = new JsonObject { ["description"] = "Seconds", ["schema"] = new JsonObject { ["type"] = "integer" } },
            };
        }

        if (answer.Schema is { } schema)
        {
            var media = schema switch
            {
                "Resource" or "ResourceList" or "EntryList" => ResourceMedia,
                "LogEvents" => "text/event-stream",
                _ => "application/json",
            };
            response["content"] = new JsonObject { [media] = Content(schema) };
        }

        return response;
    }

    private static JsonObject Parameter(string where, string name, string meaning, bool required) => new()
    {
        ["name"] = name,
        ["in"] = where,
        ["description"] = meaning,
        ["required"] = required,
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonObject Content(string schema) =>
        new() { ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/" + schema } };

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex PathParameter();
}
