using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AgentEmulator.Cloud.Storage;

namespace AgentEmulator.Cloud.Api;

/// <summary>Deployments. The emulator keeps their code and runs none of it: boards run their firmware, agents their C#.</summary>
internal sealed class DeploymentEndpoints(ApiServices services)
{
    private const string Type = "deployment";
    private const int MaxCode = 1024 * 1024;
    private static readonly string[] Filters =
    [
        "filter[owner.id]", "filter[creator.id]", "filter[product.id]", "filter[devicegroup.id]", "filter[sha]", "filter[flagged]",
        "filter[flagger.id]", "filter[tags]",
    ];

    private static readonly EndpointAnswer NotFound = new(404, "There is no such deployment", "Errors");

    private CloudState State => services.State;

    public IEnumerable<Endpoint> All() =>
    [
        Endpoint.ImpCentral("GET", "/v5/deployments", "listDeployments", "List deployments, newest first", EndpointBody.None,
            [new(200, "One page", "ResourceList"), new(400, "A query parameter is wrong", "Errors")], List) with { Query = Queries.With(Filters) },
        Endpoint.ImpCentral("POST", "/v5/deployments", "createDeployment", "Give code to a device group", EndpointBody.Required,
            [new(201, "Made; it is the device group's current deployment", "Resource"), new(404, "There is no such device group", "Errors")], Create),
        Endpoint.ImpCentral("GET", "/v5/deployments/{id}", "getDeployment", "Get a deployment", EndpointBody.None,
            [new(200, "The deployment", "Resource"), NotFound], request => ResourceWriter.Found(request, Find(request), Write)),
        Endpoint.ImpCentral("PATCH", "/v5/deployments/{id}", "updateDeployment", "Describe, flag or tag a deployment", EndpointBody.Required,
            [new(200, "Changed", "Resource"), NotFound], Update),
        Endpoint.ImpCentral("DELETE", "/v5/deployments/{id}", "deleteDeployment", "Delete a deployment that is neither flagged nor in use", EndpointBody.None,
            [new(204, "Deleted", null), NotFound, new(409, "It is flagged, current, or the oldest supported one", "Errors")], Delete),
    ];

    private ApiResult List(ApiRequest request)
    {
        var page = Page.Read(request, Filters);
        var flagged = Page.Filter(request, "filter[flagged]");
        if (flagged is not (null or "true" or "false" or "any"))
            throw ApiRefusalException.Invalid("filter[flagged] must be true, false or any");
        var tags = Page.Filter(request, "filter[tags]")?.Split(',');
        List<DeploymentRecord> found;
        lock (State.Gate)
            found = [.. State.Deployments.Where(IsWanted).OrderByDescending(d => d.CreatedAt).ThenBy(d => d.Id, StringComparer.Ordinal)];
        return ResourceWriter.Many(request, page, found, (w, deployment) => Write(w, request, deployment));

        bool IsWanted(DeploymentRecord deployment) =>
            IsOwn("filter[owner.id]") && IsOwn("filter[creator.id]") && (IsOwn("filter[flagger.id]") || !deployment.Flagged)
            && Is("filter[product.id]", State.Groups.Find(deployment.GroupId)?.ProductId)
            && Is("filter[devicegroup.id]", deployment.GroupId)
            && Is("filter[sha]", deployment.Sha)
            && (flagged is null or "any" || deployment.Flagged == (flagged == "true"))
            && (tags is null || tags.All(TagsOf(deployment).Contains));
        bool IsOwn(string filter) => Is(filter, services.Account.Id);
        bool Is(string filter, string? value) => Page.Filter(request, filter) is not { } wanted || wanted == value;
    }

    private ApiResult Create(ApiRequest request)
    {
        var body = ResourceBody.Read(request, Type, "device_code", "agent_code", "description", "origin", "flagged", "tags");
        DeploymentRecord deployment;
        IReadOnlyList<WebhookDeliveryRecord> deliveries;
        lock (State.Gate)
        {
            var target = body.RequiredRelationship(
                "devicegroup", type => DeviceGroupTypes.All.Contains(type, StringComparer.Ordinal), "a type of device group");
            if (State.Groups.Find(target.Id) is not { } group || group.Type != target.Type)
                throw ApiRefusalException.NotFound(target.Type, target.Id);
            var device = body.RequiredText("device_code", MaxCode, 0);
            var agent = body.RequiredText("agent_code", MaxCode, 0);
            deployment = new DeploymentRecord(
                services.Ids.Uuid("deployment"), group.Id, device, agent, Sha(device, agent), services.Time.GetUtcNow())
            {
                Description = body.Text("description", 255) ?? "",
                Origin = body.Text("origin", 255),
                Flagged = body.Flag("flagged") ?? false,
                Tags = Tags(body) ?? "[]",
            };
            var changes = State.Begin();
            changes.Put(State.Deployments, deployment);
            changes.Put(State.Groups, group with
            {
                CurrentDeploymentId = deployment.Id,
                MinSupportedDeploymentId = group.MinSupportedDeploymentId ?? deployment.Id,
            });
            deliveries = services.Cloud.Queue(changes, group.Id, WebhookEvents.Deployment, null, WebhookPayloads.Deployment(deployment));
            changes.Commit();
        }

        services.Cloud.Announce(deliveries);
        return ResourceWriter.One(201, w => Write(w, request, deployment));
    }

    private ApiResult Update(ApiRequest request)
    {
        var body = ResourceBody.Read(request, Type, "description", "flagged", "tags");
        DeploymentRecord deployment;
        lock (State.Gate)
        {
            deployment = Find(request);
            deployment = deployment with
            {
                Description = body.Text("description", 255) ?? deployment.Description,
                Flagged = body.Flag("flagged") ?? deployment.Flagged,
                Tags = Tags(body) ?? deployment.Tags,
                UpdatedAt = services.Time.GetUtcNow(),
            };
            State.Put(State.Deployments, deployment);
        }

        return ResourceWriter.One(200, w => Write(w, request, deployment));
    }

    private ApiResult Delete(ApiRequest request)
    {
        lock (State.Gate)
        {
            var deployment = Find(request);
            if (deployment.Flagged)
                throw ApiRefusalException.Conflict("the deployment is flagged: take its flag away first");
            var group = State.Groups.Find(deployment.GroupId);
            if (group?.CurrentDeploymentId == deployment.Id || group?.MinSupportedDeploymentId == deployment.Id)
                throw ApiRefusalException.Conflict("the deployment is the device group's current or oldest supported one");
            State.Remove(State.Deployments, deployment);
        }

        return ApiResult.NoContent;
    }

    private DeploymentRecord Find(ApiRequest request) => services.Find(State.Deployments, request, "deployment");

    private static string[] TagsOf(DeploymentRecord deployment) =>
        [.. JsonElement.Parse(deployment.Tags).EnumerateArray().Select(tag => tag.GetString()!)];

    private static string? Tags(ResourceBody body)
    {
        var raw = body.Raw("tags", JsonValueKind.Array, 1024);
        if (raw is null)
            return null;
        var isValid = JsonElement.Parse(raw).EnumerateArray().All(tag =>
            tag.ValueKind == JsonValueKind.String
            && tag.GetString()! is { Length: > 0 } text && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '*' or '.'));
        return isValid ? raw : throw ApiRefusalException.Invalid("data.attributes.tags must be strings of letters, digits and _ - * .");
    }

    private static string Sha(string device, string agent) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(device + "\0" + agent)));

    private void Write(Utf8JsonWriter writer, ApiRequest request, DeploymentRecord deployment)
    {
        DeviceGroupRecord? group;
        lock (State.Gate)
            group = State.Groups.Find(deployment.GroupId);
        writer.WriteStartObject();
        writer.WriteString("type", Type);
        writer.WriteString("id", deployment.Id);
        writer.WriteStartObject("attributes");
        writer.WriteString("device_code", deployment.DeviceCode);
        writer.WriteString("agent_code", deployment.AgentCode);
        writer.WriteString("description", deployment.Description);
        writer.WriteString("origin", deployment.Origin);
        writer.WriteBoolean("flagged", deployment.Flagged);
        writer.WritePropertyName("tags");
        writer.WriteRawValue(deployment.Tags);
        writer.WriteString("sha", deployment.Sha);
        writer.Time("created_at", deployment.CreatedAt);
        writer.Time("updated_at", deployment.UpdatedAt);
        writer.WriteEndObject();
        writer.WriteStartObject("relationships");
        writer.Identifier("owner", "account", services.Account.Id);
        writer.Identifier("creator", "account", services.Account.Id);
        writer.Group(group);
        writer.WriteEndObject();
        writer.Self(request, "/v5/deployments/" + deployment.Id);
        writer.WriteEndObject();
    }
}
