using AgentEmulator.Cloud.Storage;
using AgentEmulator.Events;

namespace AgentEmulator.Cloud;

/// <summary>Devices from factory BlinkUp to unblessing.</summary>
internal sealed partial class ImpCloud
{
    /// <summary>Entries kept per device; older ones are dropped.</summary>
    private const int HistoryCapacity = 256;

    public DeviceView? FindDevice(string deviceId)
    {
        lock (_state.Gate)
            return _state.Devices.Find(deviceId) is { } device ? View(device) : null;
    }

    /// <summary>What happened to a device, oldest first.</summary>
    public IReadOnlyList<string> EventsOf(string deviceId)
    {
        lock (_state.Gate)
            return _state.Devices.Find(deviceId) is { } device ? [.. EntriesOf(device).Select(static entry => entry.Event)] : [];
    }

    /// <summary>Every device that came through the factory, by id; fixtures and development devices are not among them.</summary>
    public IReadOnlyList<DeviceView> Devices()
    {
        lock (_state.Gate)
        {
            return
            [
                .. _state.Devices.Where(device => device.State > DeviceState.Development || device.Blessings > 0)
                    .OrderBy(device => device.Id, StringComparer.Ordinal).Select(View),
            ];
        }
    }

    /// <summary>Factory BlinkUp by the factory's own fixture; see <see cref="FactoryBlinkUp"/>.</summary>
    public BlinkUpOutcome Admit(string deviceId, string mac) => FactoryBlinkUp(_fixtureDeviceId, deviceId, mac);

    /// <summary>
    /// Factory BlinkUp: a device that is not known yet, or was unblessed, becomes a device under test in the fixture's DUT target.
    /// Others stay as they are, which is no failure.
    /// </summary>
    public BlinkUpOutcome FactoryBlinkUp(string fixtureId, string deviceId, string mac)
    {
        DeviceGroupRecord dut;
        lock (_state.Gate)
        {
            var known = _state.Devices.Find(deviceId);
            if (known is { State: not DeviceState.Development } || deviceId == fixtureId)
                return new BlinkUpOutcome(true, "", "");
            if (_state.Groups.Find(_state.Devices.Find(fixtureId)?.GroupId) is not { } group || !DeviceGroupTypes.IsFixture(group.Type))
            {
                return new BlinkUpOutcome(
                    false, RefusalReasons.NotAFixture,
                    $"Factory BlinkUp request failed. This is not a factory imp: {fixtureId} is in no fixture device group.");
            }

            dut = _state.Groups.Find(group.DutTargetId)!;
            var now = _time.GetUtcNow();
            var changes = _state.Begin();
            var device = (known ?? new DeviceRecord(deviceId, mac)) with
            {
                State = DeviceState.DeviceUnderTest,
                GroupId = dut.Id,
                FixtureId = fixtureId,
                LastEnrolledAt = now,
            };
            changes.Put(_state.Devices, Note(changes, device, now, "admitted"));
            changes.Commit();
        }

        _journal.Raise(FactoryEventNames.DeviceAdmitted, deviceId, new("mac", mac), new("group", dut.Name));
        return new BlinkUpOutcome(true, "", "");
    }

    /// <summary>The groups that a fixture works for, or null when it is in no fixture group.</summary>
    public (DeviceGroupRecord Dut, DeviceGroupRecord Production)? TargetsOf(string fixtureId)
    {
        lock (_state.Gate)
        {
            return _state.Groups.Find(_state.Devices.Find(fixtureId)?.GroupId) is { ProductionTargetId: { } production, DutTargetId: { } dut }
                ? (_state.Groups.Find(dut)!, _state.Groups.Find(production)!)
                : null;
        }
    }

    /// <summary>Raises the fact that the application was deployed to the device.</summary>
    public void Deployed(string deviceId) =>
        _journal.Raise(
            FactoryEventNames.ApplicationDeployed, deviceId, new FactoryDetail("group", FindDevice(deviceId)?.Group ?? ""));

    /// <summary>
    /// Makes a production device a development device again: unassigned, its agent dead; it must go through the factory once more.
    /// </summary>
    public UnblessOutcome Unbless(string deviceId)
    {
        DeviceRecord? device;
        lock (_state.Gate)
        {
            device = _state.Devices.Find(deviceId);
            if (device is null)
                return UnblessOutcome.DeviceUnknown;
            if (device.State < DeviceState.Blessed)
                return UnblessOutcome.NotBlessed;
            var changes = _state.Begin();
            UnblessIn(changes, device);
            changes.Commit();
        }

        Unblessed(device);
        return UnblessOutcome.Unblessed;
    }

    /// <summary>As <see cref="Unbless"/>, in a transaction of the caller, who holds the gate and calls <see cref="Unblessed"/> after it.</summary>
    internal void UnblessIn(CloudTransaction changes, DeviceRecord device)
    {
        DropAgent(changes, device);
        var unblessed = device with
        {
            State = DeviceState.Development,
            GroupId = null,
            FixtureId = null,
            ApplicationDueAt = null,
            PlanId = null,
            AgentId = null,
        };
        changes.Put(_state.Devices, Note(changes, unblessed, _time.GetUtcNow(), "unblessed"));
    }

    /// <summary>Tells that a device was unblessed; no lock may be held.</summary>
    internal void Unblessed(DeviceRecord before)
    {
        _journal.Raise(FactoryEventNames.DeviceUnblessed, before.Id);
        if (before.AgentId is { } agentId)
            AgentEnded?.Invoke(agentId);
    }

    internal void Raise(string name, string? deviceId, params FactoryDetail[] details) => _journal.Raise(name, deviceId, details);

    /// <summary>Adds an entry to the device's history; the returned record counts it.</summary>
    internal DeviceRecord Note(CloudTransaction changes, DeviceRecord device, DateTimeOffset at, string what)
    {
        static string Key(string id, int number) => $"{id}/{number:D8}";
        changes.Put(
            _state.DeviceEntries,
            new DeviceEntryRecord(Key(device.Id, device.NextEntry), device.Id, device.NextEntry, at, what));
        if (_state.DeviceEntries.Find(Key(device.Id, device.NextEntry - HistoryCapacity)) is { } oldest)
            changes.Remove(_state.DeviceEntries, oldest);
        return device with { NextEntry = device.NextEntry + 1 };
    }

    /// <summary>The entries of a device, oldest first. The gate must be held.</summary>
    internal IEnumerable<DeviceEntryRecord> EntriesOf(DeviceRecord device)
    {
        for (var number = Math.Max(0, device.NextEntry - HistoryCapacity); number < device.NextEntry; number++)
        {
            if (_state.DeviceEntries.Find($"{device.Id}/{number:D8}") is { } entry)
                yield return entry;
        }
    }

    /// <summary>What the agent of the device's plan saved goes with it; its URL is dead once the device has another plan or none.</summary>
    private void DropAgent(CloudTransaction changes, DeviceRecord device)
    {
        if (_state.AgentData.Find(device.AgentId) is { } saved)
            changes.Remove(_state.AgentData, saved);
    }

    private DeviceView View(DeviceRecord device) => new(
        device.Id, device.Mac, device.State, _state.Groups.Find(device.GroupId)?.Name ?? "", device.Blessings, device.ApplicationDueAt,
        device.PlanId, device.AgentId);
}
