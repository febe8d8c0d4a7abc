using nanoFramework.Runtime.Events;
using VirtualBoard;

namespace nanoFramework.Hardware.Esp32;

/// <summary>The microsecond timers of a boot, and the way of their events to them.</summary>
internal sealed class HighResTimers : IEventListener, IEventProcessor
{
    public const byte TimerExpired = 101;

    private readonly Dictionary<uint, HighResTimer> _timers = [];
    private uint _lastHandle;

    public static HighResTimers Of(Boot boot) => boot.Get(static b =>
    {
        var timers = new HighResTimers();
        var route = EventTable.Of(b).For(EventCategory.HighResolutionTimer);
        (route.Processor, route.Listener) = (timers, timers);
        return timers;
    });

    public uint Add(HighResTimer timer)
    {
        _timers.Add(++_lastHandle, timer);
        return _lastHandle;
    }

    public void Remove(uint handle) => _timers.Remove(handle);

    public void InitializeForEventSource()
    {
    }

    public BaseEvent? ProcessEvent(uint data1, uint data2, DateTime time) =>
        (byte)data1 == TimerExpired ? new Expiry { Handle = data2 } : null;

    public bool OnEvent(BaseEvent ev)
    {
        if (ev is not Expiry expiry)
            return false;
        if (_timers.TryGetValue(expiry.Handle, out var timer))
            timer.Expired();
        return true;
    }

    private sealed class Expiry : BaseEvent
    {
        public required uint Handle { get; init; }
    }
}
