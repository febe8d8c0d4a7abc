using AgentEmulator.Cloud.Storage;

namespace AgentEmulator.Cloud.Api;

/// <summary>What the cloud's HTTP surface works on.</summary>
internal sealed record ApiServices(
    ImpCloud Cloud, CloudState State, AgentStore Agents, IIdSource Ids, TimeProvider Time, IDevicePresence Devices, DeviceLogs Logs)
{
    public CloudOptions Options => Cloud.Options;

    public CloudAccount Account => Cloud.Options.Account;

    /// <summary>Logs of production devices are shown to nobody.</summary>
    public bool MayReadLogs(string deviceId)
    {
        lock (State.Gate)
            return State.Devices.Find(deviceId) is not { State: >= DeviceState.Blessed };
    }

    /// <summary>The record that the path's id names.</summary>
    /// <exception cref="ApiRefusalException">There is none: 404.</exception>
    public T Find<T>(CloudTable<T> table, ApiRequest request, string what)
        where T : class, IStoredRecord
    {
        lock (State.Gate)
            return table.Find(request.Id) ?? throw ApiRefusalException.NotFound(what, request.Id);
    }
}

/// <summary>What the impCentral API wants to know of devices that are connected.</summary>
internal interface IDevicePresence
{
    /// <summary>Null when the device was never connected since the emulator started.</summary>
    DevicePresence? Find(string deviceId);

    /// <summary>Asks the device to restart; false when it is not connected.</summary>
    bool Restart(string deviceId);
}

/// <param name="Since">When it was last heard of.</param>
/// <param name="Address">Where it is, as the gateway sees it; empty when that is not known.</param>
internal sealed record DevicePresence(bool IsOnline, DateTimeOffset Since, string Firmware, string Board, string Address);
