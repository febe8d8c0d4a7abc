using System.Text.Json;
using AgentEmulator.Cloud.Storage;

namespace AgentEmulator.Cloud.Api;

/// <summary>Device groups of the seven types. Which devices are in them is <see cref="GroupDeviceEndpoints"/>.</summary>
internal sealed class GroupEndpoints(ApiServices services)
{
    private const int MaxEnvVars = 32 * 1024;
    private static readonly string[] Filters = ["filter[owner.id]", "filter[product.id]", "filter[type]"];
    private static readonly EndpointAnswer NotFound = new(404, "There is no such device group", "Errors");

    private CloudState State => services.State;

    public IEnumerable<Endpoint> All() =>
    [
        Endpoint.ImpCentral("GET", "/v5/devicegroups", "listDeviceGroups", "List device groups", EndpointBody.None,
            [new(200, "One page", "ResourceList"), new(400, "A query parameter is wrong", "Errors")], List) with { Query = Queries.With(Filters) },
        Endpoint.ImpCentral("POST", "/v5/devicegroups", "createDeviceGroup", "Make a device group", EndpointBody.Required,
            [new(201, "Made", "Resource"), new(404, "There is no such product or target", "Errors"), new(409, "The name is taken", "Errors")], Create),
        Endpoint.ImpCentral("GET", "/v5/devicegroups/{id}", "getDeviceGroup", "Get a device group", EndpointBody.None,
            [new(200, "The device group", "Resource"), NotFound],
            request => ResourceWriter.Found(request, Find(services, request), Write)),
        Endpoint.ImpCentral("PATCH", "/v5/devicegroups/{id}", "updateDeviceGroup", "Change a device group", EndpointBody.Required,
            [new(200, "Changed", "Resource"), new(404, "There is no such device group or target", "Errors"), new(409, "The name is taken", "Errors")], Update),
        Endpoint.ImpCentral("DELETE", "/v5/devicegroups/{id}", "deleteDeviceGroup", "Delete an empty device group that nothing targets", EndpointBody.None,
            [new(204, "Deleted", null), NotFound, new(409, "It has devices or flagged deployments, or a fixture group targets it", "Errors")], Delete),
        Endpoint.ImpCentral("PUT", "/v5/devicegroups/{id}/relationships/min_supported_deployment", "setMinSupportedDeployment",
            "Say which deployment is the oldest that devices may run", EndpointBody.Required,
            [new(204, "Set", null), new(404, "There is no such device group or deployment", "Errors")], SetMinSupported) with { Schema = "IdentifierDocument" },
    ];

    /// <summary>The group that the path names.</summary>
    public static DeviceGroupRecord Find(ApiServices services, ApiRequest request) =>
        services.Find(services.State.Groups, request, "device group");

    private ApiResult List(ApiRequest request)
    {
        var page = Page.Read(request, Filters);
        var owner = Page.Filter(request, Filters[0]);
        var product = Page.Filter(request, Filters[1]);
        var type = Page.Filter(request, Filters[2]);
        if (type is not null && !DeviceGroupTypes.All.Contains(type, StringComparer.Ordinal))
            throw ApiRefusalException.Invalid($"filter[type] must be one of {string.Join(", ", DeviceGroupTypes.All)}");
        List<DeviceGroupRecord> found;
        lock (State.Gate)
        {
            found =
            [
                .. State.Groups
                    .Where(g => (owner is null || owner == services.Account.Id) && (product is null || g.ProductId == product) && (type is null || g.Type == type))
                    .OrderBy(g => g.CreatedAt).ThenBy(g => g.Id, StringComparer.Ordinal),
            ];
        }

        return ResourceWriter.Many(request, page, found, (w, group) => Write(w, request, group));
    }

    private ApiResult Create(ApiRequest request)
    {
        var body = ReadBody(request, "name", "description", "region", "env_vars");
        DeviceGroupRecord group;
        lock (State.Gate)
        {
            var product = body.RequiredRelationship("product", type => type == "product", "product").Id;
            if (!State.Products.Contains(product))
                throw ApiRefusalException.NotFound("product", product);
            group = new DeviceGroupRecord(
                services.Ids.Uuid("group"), body.Type, product, body.RequiredText("name", 80), body.Text("description", 255) ?? "",
                services.Time.GetUtcNow())
            {
                Region = Region(body),
                EnvVars = body.Raw("env_vars", JsonValueKind.Object, MaxEnvVars) ?? "{}",
            };
            group = WithTargets(body, group, required: DeviceGroupTypes.IsFixture(body.Type));
            RequireFreeName(group);
            State.Put(State.Groups, group);
        }

        return ResourceWriter.One(201, w => Write(w, request, group));
    }

    private ApiResult Update(ApiRequest request)
    {
        var body = ReadBody(request, "name", "description", "load_code_after_blessing", "env_vars");
        DeviceGroupRecord group;
        lock (State.Gate)
        {
            group = Find(services, request);
            if (body.Type != group.Type)
                throw ApiRefusalException.Invalid($"data.type must be {group.Type}: a device group keeps its type");
            var loadCode = body.Flag("load_code_after_blessing");
            if (loadCode is not null && !DeviceGroupTypes.IsProduction(group.Type))
                throw ApiRefusalException.Invalid("data.attributes.load_code_after_blessing is for production device groups only");
            group = group with
            {
                Name = body.Text("name", 80, 1) ?? group.Name,
                Description = body.Text("description", 255) ?? group.Description,
                EnvVars = body.Raw("env_vars", JsonValueKind.Object, MaxEnvVars) ?? group.EnvVars,
                LoadCodeAfterBlessing = loadCode ?? group.LoadCodeAfterBlessing,
                UpdatedAt = services.Time.GetUtcNow(),
            };
            group = WithTargets(body, group, required: false);
            RequireFreeName(group);
            State.Put(State.Groups, group);
        }

        return ResourceWriter.One(200, w => Write(w, request, group));
    }

    private ApiResult Delete(ApiRequest request)
    {
        lock (State.Gate)
        {
            var group = Find(services, request);
            if (State.Groups.FirstOrDefault(g => g.ProductionTargetId == group.Id || g.DutTargetId == group.Id) is { } fixture)
                throw ApiRefusalException.Conflict($"the fixture group {fixture.Id} targets it: give that one another target first");
            if (State.Devices.Any(device => device.GroupId == group.Id))
                throw ApiRefusalException.Conflict("the device group has devices: move or unassign them first");
            var deployments = State.Deployments.Where(deployment => deployment.GroupId == group.Id).ToList();
            if (deployments.Exists(deployment => deployment.Flagged))
                throw ApiRefusalException.Conflict("the device group has flagged deployments: take their flags away first");
            var changes = State.Begin();
            foreach (var deployment in deployments)
                changes.Remove(State.Deployments, deployment);
            foreach (var webhook in State.Webhooks.Where(webhook => webhook.GroupId == group.Id).ToList())
                changes.Remove(State.Webhooks, webhook);
            changes.Remove(State.Groups, group);
            changes.Commit();
        }

        return ApiResult.NoContent;
    }

    private ApiResult SetMinSupported(ApiRequest request)
    {
        var id = ResourceBody.Identifier(request, "deployment");
        lock (State.Gate)
        {
            var group = Find(services, request);
            if (State.Deployments.Find(id) is not { } deployment || deployment.GroupId != group.Id)
                throw ApiRefusalException.NotFound("deployment of this device group", id);
            State.Put(State.Groups, group with { MinSupportedDeploymentId = id, UpdatedAt = services.Time.GetUtcNow() });
        }

        return ApiResult.NoContent;
    }

    private static ResourceBody ReadBody(ApiRequest request, params string[] attributes) => ResourceBody.Read(
        request, type => DeviceGroupTypes.All.Contains(type, StringComparer.Ordinal), $"one of {string.Join(", ", DeviceGroupTypes.All)}", attributes);

    private static string? Region(ResourceBody body)
    {
        var region = body.Text("region", 64);
        return region is null || DeviceGroupTypes.IsProduction(body.Type)
            ? region
            : throw ApiRefusalException.Invalid("data.attributes.region is for production device groups only");
    }

    /// <summary>Both targets of a fixture group: of its own product, and test with test, production with production.</summary>
    private DeviceGroupRecord WithTargets(ResourceBody body, DeviceGroupRecord group, bool required)
    {
        var test = DeviceGroupTypes.IsTest(group.Type);
        var production = Target("production_target", test ? DeviceGroupTypes.PreProduction : DeviceGroupTypes.Production);
        var dut = Target("dut_target", test ? DeviceGroupTypes.PreDut : DeviceGroupTypes.Dut);
        if (!DeviceGroupTypes.IsFixture(group.Type) && (production is not null || dut is not null))
            throw ApiRefusalException.Invalid("data.relationships: only fixture device groups have targets");
        return group with { ProductionTargetId = production ?? group.ProductionTargetId, DutTargetId = dut ?? group.DutTargetId };

        string? Target(string name, string type)
        {
            if ((required ? body.RequiredRelationship(name, t => t == type, type) : body.Relationship(name, t => t == type, type)) is not { } given)
                return null;
            if (State.Groups.Find(given.Id) is not { } target || target.Type != type)
                throw ApiRefusalException.NotFound(type, given.Id);
            return target.ProductId == group.ProductId
                ? target.Id
                : throw ApiRefusalException.Invalid($"data.relationships.{name} must be a device group of the same product");
        }
    }

    private void RequireFreeName(DeviceGroupRecord group)
    {
        if (State.Groups.Any(other => other.Name == group.Name && other.ProductId == group.ProductId && other.Id != group.Id))
            throw ApiRefusalException.Conflict("another device group of the product has this name");
    }

    private void Write(Utf8JsonWriter writer, ApiRequest request, DeviceGroupRecord group)
    {
        DeviceGroupRecord? Group(string? id)
        {
            lock (State.Gate)
                return State.Groups.Find(id);
        }

        writer.WriteStartObject();
        writer.WriteString("type", group.Type);
        writer.WriteString("id", group.Id);
        writer.WriteStartObject("attributes");
        writer.WriteString("name", group.Name);
        writer.WriteString("description", group.Description);
        if (DeviceGroupTypes.IsProduction(group.Type))
        {
            writer.WriteString("region", group.Region);
            writer.WriteBoolean("load_code_after_blessing", group.LoadCodeAfterBlessing);
        }

        writer.WritePropertyName("env_vars");
        writer.WriteRawValue(group.EnvVars);
        writer.Time("created_at", group.CreatedAt);
        writer.Time("updated_at", group.UpdatedAt);
        writer.WriteEndObject();
        writer.WriteStartObject("relationships");
        writer.Identifier("owner", "account", services.Account.Id);
        writer.Identifier("product", "product", group.ProductId);
        if (Group(group.ProductionTargetId) is { } production)
            writer.Identifier("production_target", production.Type, production.Id);
        if (Group(group.DutTargetId) is { } dut)
            writer.Identifier("dut_target", dut.Type, dut.Id);
        if (group.CurrentDeploymentId is { } current)
            writer.Identifier("current_deployment", "deployment", current);
        if (group.MinSupportedDeploymentId is { } oldest)
            writer.Identifier("min_supported_deployment", "deployment", oldest);
        writer.WriteEndObject();
        writer.Self(request, "/v5/devicegroups/" + group.Id);
        writer.WriteEndObject();
    }
}
