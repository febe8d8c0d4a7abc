using System.Threading;
using VirtualBoard;
using VirtualBoard.NanoApi;

namespace nanoFramework.Runtime.Events;

/// <summary>Who gets the events of a boot, and the thread that brings them; it is there while there are any.</summary>
/// <param name="boot">The boot.</param>
internal sealed class EventTable(Boot boot) : IBackgroundWork
{
    private readonly Dictionary<EventCategory, Route> _routes = [];
    private readonly Queue<RawEvent> _waiting = new();
    private bool _started;

    /// <inheritdoc/>
    public bool IsPending => _started;

    public static EventTable Of(Boot boot) => boot.Get(static b => new EventTable(b));

    public Route For(EventCategory category)
    {
        if (!_routes.TryGetValue(category, out var route))
            _routes.Add(category, route = new Route());
        return route;
    }

    /// <summary>Queues an event for the boot's event thread. May be called from the lab's events; does nothing for a dead boot.</summary>
    public void Post(RawEvent raw)
    {
        if (!boot.IsAlive)
            return;
        _waiting.Enqueue(raw);
        if (!_started)
            Start();
    }

    /// <summary>Delivers an event on the calling thread.</summary>
    public void Dispatch(RawEvent raw)
    {
        var route = For(raw.Category);
        var time = NanoTime.From(boot.Board.Clock.UtcNow);
        var made = route.Processor is { } processor
            ? processor.ProcessEvent(raw.Word, raw.Data2, time)
            : new GenericEvent { Time = time, Message = raw.SubCategory, Category = (byte)raw.Category, Data = raw.Data1 };
        if (route.Filter is { } filter && !filter.OnEvent(made!))
            return;
        route.Listener?.OnEvent(made!);
    }

    private void Carry()
    {
        try
        {
            while (_waiting.TryDequeue(out var raw))
                Dispatch(raw);
        }
        finally
        {
            // A listener's exception ends the thread, as on hardware; the next event is brought by another.
            _started = false;
            if (_waiting.Count > 0 && boot.IsAlive)
                Start();
        }
    }

    private void Start()
    {
        _started = true;
        Thread.StartSystem(boot, "events", Carry);
    }

    /// <summary>The three that can take part in one category.</summary>
    internal sealed class Route
    {
        public IEventProcessor? Processor { get; set; }

        public IEventListener? Filter { get; set; }

        public IEventListener? Listener { get; set; }
    }
}
