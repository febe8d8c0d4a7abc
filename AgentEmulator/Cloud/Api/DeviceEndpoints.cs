using System.Text.Json;
using AgentEmulator.Cloud.Storage;

namespace AgentEmulator.Cloud.Api;

/// <summary>Finds a device by its id, its MAC address with or without colons, or the id of its agent.</summary>
internal sealed class DeviceFinder(ApiServices services)
{
    /// <summary>Null when there is none.</summary>
    public DeviceRecord? Find(string text)
    {
        lock (services.State.Gate)
        {
            if (services.State.Devices.Find(text) is { } device)
                return device;
            if (services.Agents.Find(text) is { } agent)
                return services.State.Devices.Find(agent.DeviceId);
            if (text.Length is not (12 or 17))
                return null;
            var mac = text.Replace(":", "", StringComparison.Ordinal);
            return services.State.Devices.Find("5000" + mac) is { } module && module.Mac == mac
                ? module
                : services.State.Devices.FirstOrDefault(d => d.Mac == mac);
        }
    }
}

/// <summary>Devices: what they are, their history and log, restart.</summary>
internal sealed class DeviceEndpoints(ApiServices services, DeviceFinder finder)
{
    private const string Type = "device";
    private static readonly string[] Filters =
        ["filter[owner.id]", "filter[product.id]", "filter[devicegroup.id]", "filter[devicegroup.owner.id]", "filter[devicegroup.type]"];
    private static readonly EndpointAnswer NotFound = new(404, "There is no such device", "Errors");

    private CloudState State => services.State;

    public IEnumerable<Endpoint> All() =>
    [
        Endpoint.ImpCentral("GET", "/v5/devices", "listDevices", "List devices", EndpointBody.None,
            [new(200, "One page", "ResourceList"), new(400, "A query parameter is wrong", "Errors")], List) with { Query = Queries.With(Filters) },
        Endpoint.ImpCentral("GET", "/v5/devices/{id}", "getDevice", "Get a device by its id, MAC address or agent id", EndpointBody.None,
            [new(200, "The device", "Resource"), NotFound], request => ResourceWriter.Found(request, Find(request), Write)),
        Endpoint.ImpCentral("PATCH", "/v5/devices/{id}", "updateDevice", "Name a device", EndpointBody.Required,
            [new(200, "Changed", "Resource"), NotFound], Update),
        Endpoint.ImpCentral("DELETE", "/v5/devices/{id}", "deleteDevice", "Take an unassigned device out of the account", EndpointBody.None,
            [new(204, "Gone", null), NotFound, new(409, "It is assigned to a device group", "Errors")], Delete),
        Endpoint.ImpCentral("GET", "/v5/devices/{id}/history", "getDeviceHistory", "What happened to a device, newest first", EndpointBody.None,
            [new(200, "One page", "EntryList"), new(400, "A query parameter is wrong", "Errors"), NotFound], History) with { Query = Queries.Paging },
        Endpoint.ImpCentral("GET", "/v5/devices/{id}/logs", "getDeviceLogs", "Log lines of a device and its agent, oldest first; none of production devices", EndpointBody.None,
            [new(200, "One page", "EntryList"), new(400, "A query parameter is wrong", "Errors"), NotFound], Logs) with { Query = Queries.Paging },
        Endpoint.ImpCentral("POST", "/v5/devices/{id}/restart", "restartDevice", "Restart a device", EndpointBody.None,
            [new(204, "It restarts, if it is connected", null), NotFound, new(409, "It is assigned to no device group", "Errors")], Restart),
        Endpoint.ImpCentral("POST", "/v5/devices/{id}/conditional_restart", "conditionalRestartDevice", "Restart a device if it runs an unsupported deployment", EndpointBody.None,
            [new(204, "It restarts, if it is connected", null), NotFound, new(409, "It is assigned to no device group", "Errors")], Restart),
    ];

    private ApiResult List(ApiRequest request)
    {
        var page = Page.Read(request, Filters);
        var type = Page.Filter(request, Filters[4]);
        if (type is not null && !DeviceGroupTypes.All.Contains(type, StringComparer.Ordinal))
            throw ApiRefusalException.Invalid($"filter[devicegroup.type] must be one of {string.Join(", ", DeviceGroupTypes.All)}");
        var owner = Page.Filter(request, Filters[0]);
        var product = Page.Filter(request, Filters[1]);
        var group = Page.Filter(request, Filters[2]);
        var groupOwner = Page.Filter(request, Filters[3]);
        List<DeviceRecord> found;
        lock (State.Gate)
            found = [.. State.Devices.Where(IsWanted).OrderBy(d => d.Id, StringComparer.Ordinal)];
        return ResourceWriter.Many(request, page, found, (w, device) => Write(w, request, device));

        bool IsWanted(DeviceRecord device)
        {
            var itsGroup = State.Groups.Find(device.GroupId);
            return (owner is null || owner == services.Account.Id)
                && (product is null || itsGroup?.ProductId == product)
                && (group is null || itsGroup?.Id == group)
                && (groupOwner is null || (groupOwner == "null" ? itsGroup is null : itsGroup is not null && groupOwner == services.Account.Id))
                && (type is null || itsGroup?.Type == type);
        }
    }

    private ApiResult Update(ApiRequest request)
    {
        var body = ResourceBody.Read(request, Type, "name");
        DeviceRecord device;
        lock (State.Gate)
        {
            device = Find(request) with { Name = body.RequiredText("name", 80, 0) };
            State.Put(State.Devices, device);
        }

        return ResourceWriter.One(200, w => Write(w, request, device));
    }

    private ApiResult Delete(ApiRequest request)
    {
        lock (State.Gate)
        {
            var device = Find(request);
            if (device.GroupId is not null)
                throw ApiRefusalException.Conflict("the device is assigned to a device group: unassign it first");
            var changes = State.Begin();
            foreach (var entry in services.Cloud.EntriesOf(device).ToList())
                changes.Remove(State.DeviceEntries, entry);
            changes.Remove(State.Devices, device);
            changes.Commit();
        }

        return ApiResult.NoContent;
    }

    private ApiResult History(ApiRequest request)
    {
        var device = Find(request);
        List<DeviceEntryRecord> entries;
        lock (State.Gate)
            entries = [.. services.Cloud.EntriesOf(device).Reverse()];
        return ResourceWriter.Many(request, Page.Read(request), entries, (writer, entry) =>
        {
            writer.WriteStartObject();
            writer.Time("timestamp", entry.At);
            writer.WriteString("event", entry.Event);
            writer.WriteString("owner_id", services.Account.Id);
            writer.WriteEndObject();
        });
    }

    private ApiResult Logs(ApiRequest request)
    {
        var device = Find(request);
        var lines = services.MayReadLogs(device.Id) ? services.Logs.Of(device.Id) : [];
        return ResourceWriter.Many(request, Page.Read(request), lines, (writer, line) =>
        {
            writer.WriteStartObject();
            writer.Time("ts", line.At);
            writer.WriteString("type", line.Type);
            writer.WriteString("msg", line.Message);
            writer.WriteEndObject();
        });
    }

    private ApiResult Restart(ApiRequest request)
    {
        var device = Find(request);
        if (device.GroupId is null)
            throw ApiRefusalException.Conflict("an unassigned device cannot be restarted");
        services.Devices.Restart(device.Id);
        return ApiResult.NoContent;
    }

    private DeviceRecord Find(ApiRequest request) =>
        finder.Find(request.Id) ?? throw ApiRefusalException.NotFound("device", request.Id);

    private void Write(Utf8JsonWriter writer, ApiRequest request, DeviceRecord device)
    {
        DeviceGroupRecord? group;
        string? agentId;
        lock (State.Gate)
        {
            group = State.Groups.Find(device.GroupId);
            agentId = AgentOf(device);
        }

        var presence = services.Devices.Find(device.Id);
        writer.WriteStartObject();
        writer.WriteString("type", Type);
        writer.WriteString("id", device.Id);
        writer.WriteStartObject("attributes");
        writer.WriteString("name", device.Name);
        writer.WriteString("mac_address", string.Join(':', device.Mac.Chunk(2).Select(pair => new string(pair))));
        writer.WriteString("agent_id", agentId);
        writer.WriteString("agent_url", agentId is null ? null : services.Cloud.AgentUrl(agentId));
        writer.WriteBoolean("agent_running", agentId is not null);
        writer.WriteBoolean("device_online", presence?.IsOnline ?? false);
        writer.Time("device_state_changed_at", presence?.Since);
        writer.Time("last_enrolled_at", device.LastEnrolledAt);
        writer.WriteString("plan_id", device.PlanId);
        writer.WriteString("imp_type", presence?.Board);
        writer.WriteString("swversion", presence?.Firmware);
        writer.WriteString("ip_address", presence is { Address.Length: > 0 } ? presence.Address : null);
        writer.WriteNull("rssi");
        writer.WriteNull("free_memory");
        writer.WriteEndObject();
        writer.WriteStartObject("relationships");
        writer.Identifier("owner", "account", services.Account.Id);
        writer.Group(group);
        writer.WriteEndObject();
        writer.Self(request, "/v5/devices/" + device.Id);
        writer.WriteEndObject();
    }

    /// <summary>A blessed device that is not activated has no agent; a fixture keeps its own wherever it is assigned.</summary>
    private string? AgentOf(DeviceRecord device) => device.State >= DeviceState.Blessed
        ? device.AgentId
        : (State.Agents.Find(AgentRecord.Key(device.Id, AgentPlans.Fixture)) ?? State.Agents.Find(AgentRecord.Key(device.Id, AgentPlans.Dut)))?.AgentId;
}
