using VirtualBoard;
using VirtualBoard.NanoApi;

namespace nanoFramework.Runtime.Events;

public delegate void CustomEventPostedEventHandler(object? sender, CustomEventArgs e);

/// <summary>Stands in for nanoFramework's events of category Custom, which firmware posts to itself; the same on hardware.</summary>
public static class CustomEvent
{
    public static event CustomEventPostedEventHandler CustomEventPosted
    {
        add => Listener.Of(Machine.Enter()).Posted += value;
        remove => Listener.Of(Machine.Enter()).Posted -= value;
    }

    private sealed class Listener : IEventListener, IEventProcessor
    {
        public event CustomEventPostedEventHandler? Posted;

        public static Listener Of(Boot boot) => boot.Get(static b =>
        {
            var listener = new Listener();
            var route = EventTable.Of(b).For(EventCategory.Custom);
            (route.Processor, route.Listener) = (listener, listener);
            return listener;
        });

        public void InitializeForEventSource()
        {
        }

        public BaseEvent ProcessEvent(uint data1, uint data2, DateTime time) =>
            new Carrier { Args = new CustomEventArgs((ushort)(data1 >> 16), data2) };

        public bool OnEvent(BaseEvent ev)
        {
            if (ev is Carrier carrier)
                Posted?.Invoke(null, carrier.Args);
            return true;
        }
    }

    private sealed class Carrier : BaseEvent
    {
        public required CustomEventArgs Args { get; init; }
    }
}
