using AgentEmulator.Cloud.Api;
using AgentEmulator.Json;

namespace AgentEmulator.Gateway;

/// <summary>All links. A link exists once its board has proved its key, so that only key holders take memory.</summary>
internal sealed class DeviceLinks(GatewayOptions options, TimeProvider time) : IDevicePresence
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DeviceLink> _links = new(StringComparer.Ordinal);

    public static bool IsDeviceId(string text) => HexText.IsHex16(text) && text.StartsWith("5000", StringComparison.Ordinal);

    public byte[] KeyOf(string deviceId) => Find(deviceId)?.Key ?? BoardKeys.Derive(options.FactorySecret.Span, deviceId);

    public DeviceLink? Find(string deviceId)
    {
        lock (_gate)
            return _links.GetValueOrDefault(deviceId);
    }

    public DeviceLink GetOrAdd(string deviceId, byte[] key)
    {
        lock (_gate)
        {
            if (!_links.TryGetValue(deviceId, out var link))
                _links.Add(deviceId, link = new DeviceLink(deviceId, key, options, time));
            return link;
        }
    }

    DevicePresence? IDevicePresence.Find(string deviceId) => Find(deviceId)?.Presence();

    public bool Restart(string deviceId) => Find(deviceId)?.TryRestart() == SendOutcome.Queued;

    /// <summary>Forgets a device's session, as a restarted gateway does; its next request is told 410. Counters of hello stay.</summary>
    public bool ForgetSession(string deviceId)
    {
        if (Find(deviceId) is not { } link)
            return false;
        PollWaiter? waiter;
        lock (link.Gate)
        {
            if (link.Session is null)
                return false;
            waiter = link.Session.TakeWaiter();
            link.Session = null;
        }

        waiter?.End(PollEnd.Superseded);
        return true;
    }
}
