using nanoFramework.Runtime.Events;
using VirtualBoard;

namespace System.Device.Wifi;

/// <summary>The scans of a boot, and the adapters that want to know of them.</summary>
internal sealed class WifiScans : IEventListener, IEventProcessor
{
    private const byte ScanComplete = 1;

    /// <summary>The firmware listens half a second on each of 13 channels.</summary>
    private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(13 * 500);

    private readonly Boot _boot;
    private readonly List<WifiAdapter> _adapters = [];
    private WifiAvailableNetwork[] _report = [];
    private bool _scanning;

    private WifiScans(Boot boot)
    {
        _boot = boot;
        var route = EventTable.Of(boot).For(EventCategory.WiFi);
        (route.Processor, route.Listener) = (this, this);
    }

    public static WifiScans Of(Boot boot) => boot.Get(static b => new WifiScans(b));

    public void Add(WifiAdapter adapter) => _adapters.Add(adapter);

    public void Remove(WifiAdapter adapter) => _adapters.Remove(adapter);

    /// <summary>Starts a scan; one under way is the same scan.</summary>
    public void Start()
    {
        if (_scanning)
            return;
        _scanning = true;
        _boot.Board.Lab.After(Duration, Finish);
    }

    /// <summary>The last scan's networks. ESP-IDF frees them as they are read, so a second reading finds none.</summary>
    public WifiAvailableNetwork[] TakeReport()
    {
        var report = _report;
        _report = [];
        return report;
    }

    public void InitializeForEventSource()
    {
    }

    public BaseEvent? ProcessEvent(uint data1, uint data2, DateTime time) => (byte)data1 == ScanComplete ? new ScanEvent() : null;

    public bool OnEvent(BaseEvent ev)
    {
        if (ev is not ScanEvent)
            return false;
        foreach (var adapter in _adapters.ToArray())
            adapter.OnScanned();
        return true;
    }

    private void Finish()
    {
        if (!_boot.IsAlive)
            return;
        _scanning = false;
        _report = [.. _boot.Board.Station.Scan().Select(static a => new WifiAvailableNetwork(a.Ssid, a.Bssid.Replace(':', '-').ToUpperInvariant(), a.SignalDbm))];
        EventTable.Of(_boot).Post(new RawEvent(EventCategory.WiFi, ScanComplete, 0, 0));
    }

    private sealed class ScanEvent : BaseEvent;
}
