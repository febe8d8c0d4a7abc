using VirtualBoard.NanoApi;

namespace nanoFramework.Runtime.Events;

/// <summary>Stands in for nanoFramework's distributor of native events. Listeners run on one thread, an event after the other.</summary>
public class EventSink : NativeEventDispatcher
{
    private EventSink()
        : base("EventSink", 0)
    {
    }

    public static void AddEventListener(EventCategory eventCategory, IEventListener eventListener)
    {
        EventTable.Of(Machine.Enter()).For(eventCategory).Listener = eventListener;
        eventListener.InitializeForEventSource();
    }

    public static void AddEventFilter(EventCategory eventCategory, IEventListener eventFilter)
    {
        EventTable.Of(Machine.Enter()).For(eventCategory).Filter = eventFilter;
        eventFilter.InitializeForEventSource();
    }

    public static void AddEventProcessor(EventCategory eventCategory, IEventProcessor eventProcessor) =>
        EventTable.Of(Machine.Enter()).For(eventCategory).Processor = eventProcessor;

    public static void RemoveEventListener(EventCategory eventCategory, IEventListener eventListener)
    {
        var route = EventTable.Of(Machine.Enter()).For(eventCategory);
        if (route.Listener == eventListener)
            route.Listener = null;
    }

    public static void RemoveEventFilter(EventCategory eventCategory, IEventListener eventFilter)
    {
        var route = EventTable.Of(Machine.Enter()).For(eventCategory);
        if (route.Filter == eventFilter)
            route.Filter = null;
    }

    public static void RemoveEventProcessor(EventCategory eventCategory, IEventProcessor eventProcessor)
    {
        var route = EventTable.Of(Machine.Enter()).For(eventCategory);
        if (route.Processor == eventProcessor)
            route.Processor = null;
    }

    /// <summary>Delivers an event on the calling thread, before it returns.</summary>
    public static void PostManagedEvent(byte category, byte subCategory, ushort data1, uint data2) =>
        EventTable.Of(Machine.Enter()).Dispatch(new RawEvent((EventCategory)category, subCategory, data1, data2));
}
