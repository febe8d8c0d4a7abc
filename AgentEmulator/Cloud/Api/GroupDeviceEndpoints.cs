using AgentEmulator.Cloud.Storage;

namespace AgentEmulator.Cloud.Api;

/// <summary>Which devices are in which group, unblessing, and restarts of whole groups.</summary>
internal sealed class GroupDeviceEndpoints(ApiServices services, DeviceFinder finder)
{
    private const int MostAtOnce = 1_000;
    private readonly RequestWindow _unblessings = new(services.Time);

    private CloudState State => services.State;

    public IEnumerable<Endpoint> All() =>
    [
        Endpoint.ImpCentral("POST", "/v5/devicegroups/{id}/relationships/devices", "assignDevices", "Assign devices to a device group", EndpointBody.Required,
            [
                new(204, "Assigned", null),
                new(400, "The body is wrong, or it names devices that there are not: then every error has the status 404", "Errors"),
                new(404, "There is no such device group", "Errors"),
                new(409, "impCloud alone assigns devices to that device group", "Errors"),
            ], Assign, "IdentifiersDocument"),
        Endpoint.ImpCentral("DELETE", "/v5/devicegroups/{id}/relationships/devices", "unassignDevices",
            "Unassign devices; from a production device group this unblesses them", EndpointBody.Required,
            [
                new(204, "Unassigned", null),
                new(400, "The body is wrong, or it names devices that are not in the device group: then every error has the status 404", "Errors"),
                new(403, "Taking a device out of production needs the unblessing key", "Errors"),
                new(404, "There is no such device group", "Errors"),
            ], Unassign, "IdentifiersDocument") with { Headers = [("X-Electricimp-Key", "The account's unblessing key; needed for production device groups")] },
        Endpoint.ImpCentral("POST", "/v5/devicegroups/{id}/restart", "restartDevices", "Restart the devices of a device group", EndpointBody.None,
            [new(204, "Those that are connected restart", null), new(404, "There is no such device group", "Errors")], Restart),
        Endpoint.ImpCentral("POST", "/v5/devicegroups/{id}/conditional_restart", "conditionalRestartDevices",
            "Restart the devices of a device group that run an unsupported deployment", EndpointBody.None,
            [new(204, "Those that are connected restart", null), new(404, "There is no such device group", "Errors")], Restart),
    ];

    private ApiResult Assign(ApiRequest request)
    {
        var ids = ResourceBody.Identifiers(request, "device", MostAtOnce);
        lock (State.Gate)
        {
            var group = GroupEndpoints.Find(services, request);
            var devices = Resolve(ids, _ => true, "there is no such device");
            var now = services.Time.GetUtcNow();
            var changes = State.Begin();
            foreach (var device in devices.Where(device => device.GroupId != group.Id))
            {
                RequireAssignable(device, group);
                changes.Put(State.Devices, services.Cloud.Note(changes, device with { GroupId = group.Id }, now, "assigned"));
            }

            changes.Commit();
        }

        return ApiResult.NoContent;
    }

    private ApiResult Unassign(ApiRequest request)
    {
        var ids = ResourceBody.Identifiers(request, "device", MostAtOnce);
        List<DeviceRecord> unblessed = [];
        lock (State.Gate)
        {
            var group = GroupEndpoints.Find(services, request);
            var isProduction = DeviceGroupTypes.IsProduction(group.Type);
            if (isProduction && !(request.Header("X-Electricimp-Key") is { } key && ImpCloud.AreEqual(services.Account.UnblessingKey, key)))
            {
                throw new ApiRefusalException(
                    403, "Permissions Error", "devices leave production only with the account's unblessing key in X-Electricimp-Key");
            }

            var devices = Resolve(ids, device => device.GroupId == group.Id, "there is no such device in the device group");
            if (isProduction && _unblessings.Refuse(services.Options.UnblessingLimit, devices.Count) is { } seconds)
            {
                throw new ApiRefusalException(
                    ApiResult.Errors(429, new ApiError(429, "Too many requests", "unblessing is limited; see the Retry-After header")) with { RetryAfter = seconds },
                    "Too many requests");
            }

            var now = services.Time.GetUtcNow();
            var changes = State.Begin();
            foreach (var device in devices)
            {
                if (isProduction)
                    services.Cloud.UnblessIn(changes, device);
                else
                    changes.Put(State.Devices, services.Cloud.Note(changes, Unassigned(device), now, "unassigned"));
            }

            changes.Commit();
            if (isProduction)
                unblessed.AddRange(devices);
        }

        foreach (var device in unblessed)
            services.Cloud.Unblessed(device);
        return ApiResult.NoContent;
    }

    private ApiResult Restart(ApiRequest request)
    {
        List<string> devices;
        lock (State.Gate)
        {
            var group = GroupEndpoints.Find(services, request);
            devices = [.. State.Devices.Where(d => d.GroupId == group.Id).Select(d => d.Id).Order(StringComparer.Ordinal)];
        }

        foreach (var device in devices)
            services.Devices.Restart(device);
        return ApiResult.NoContent;
    }

    private static DeviceRecord Unassigned(DeviceRecord device) =>
        device with { GroupId = null, FixtureId = null, State = DeviceState.Development };

    /// <summary>All of the devices, or a refusal whose every error is a 404: clients tell by that which it was.</summary>
    private List<DeviceRecord> Resolve(IReadOnlyList<string> ids, Func<DeviceRecord, bool> isRight, string otherwise)
    {
        List<DeviceRecord> devices = [];
        List<ApiError> missing = [];
        foreach (var id in ids)
        {
            if (finder.Find(id) is { } device && isRight(device))
            {
                if (!devices.Contains(device))
                    devices.Add(device);
            }
            else
            {
                missing.Add(new ApiError(404, "Resource Not Found", $"{otherwise}: {ApiRefusalException.Cut(id)}"));
            }
        }

        return missing.Count == 0 ? devices : throw new ApiRefusalException(ApiResult.Errors(400, missing), "Resource Not Found");
    }

    /// <summary>By hand go development devices into development and fixture groups, and production devices to another production group of their product.</summary>
    private void RequireAssignable(DeviceRecord device, DeviceGroupRecord group)
    {
        if (DeviceGroupTypes.IsDut(group.Type))
            throw ApiRefusalException.Conflict("factory BlinkUp assigns devices to DUT device groups; it cannot be done by hand");
        if (device.State >= DeviceState.Blessed)
        {
            var from = State.Groups.Find(device.GroupId);
            if (!DeviceGroupTypes.IsProduction(group.Type) || from?.Type != group.Type || from.ProductId != group.ProductId)
                throw ApiRefusalException.Conflict($"{device.Id} is a production device: it can only go to another {from?.Type} of the same product");
        }
        else if (DeviceGroupTypes.IsProduction(group.Type))
        {
            throw ApiRefusalException.Conflict("blessing assigns devices to production device groups; it cannot be done by hand");
        }
        else if (device.State == DeviceState.DeviceUnderTest)
        {
            throw ApiRefusalException.Conflict($"{device.Id} is a device under test: unassign it first");
        }
    }
}
