using nanoFramework.Runtime.Events;
using VirtualBoard;
using VirtualBoard.Gpio;

namespace System.Device.Gpio;

/// <summary>The pins that a boot has opened, and the way of their edges to the handlers.</summary>
internal sealed class GpioPins : IEventListener, IEventProcessor
{
    private readonly Boot _boot;
    private readonly SortedDictionary<int, GpioPin> _open = [];

    private GpioPins(Boot boot)
    {
        _boot = boot;
        var route = EventTable.Of(boot).For(EventCategory.Gpio);
        (route.Processor, route.Listener) = (this, this);
        Port.LevelChanged += OnLevelChanged;
    }

    public GpioPort Port => _boot.Board.Gpio;

    public IEnumerable<GpioPin> Open => _open.Values;

    public static GpioPins Of(Boot boot) => boot.Get(static b => new GpioPins(b));

    public GpioPin? Find(int number) => _open.GetValueOrDefault(number);

    public void Add(GpioPin pin) => _open.Add(pin.PinNumber, pin);

    public void Remove(GpioPin pin) => _open.Remove(pin.PinNumber);

    public void InitializeForEventSource()
    {
    }

    public BaseEvent ProcessEvent(uint data1, uint data2, DateTime time) =>
        new PinValueChangedEventArgs(data2 == 0 ? PinEventTypes.Falling : PinEventTypes.Rising, (int)(data1 >> 16));

    public bool OnEvent(BaseEvent ev)
    {
        if (ev is PinValueChangedEventArgs edge)
            Find(edge.PinNumber)?.OnEdge(edge);
        return true;
    }

    private void OnLevelChanged(int number, bool level)
    {
        if (!_boot.IsAlive)
        {
            Port.LevelChanged -= OnLevelChanged;
            return;
        }

        if (Find(number) is not { WantsEdges: true } pin)
            return;
        pin.Settling?.Cancel();
        if (pin.DebounceTimeout <= TimeSpan.Zero)
            Tell(pin, level);
        else
            pin.Settling = _boot.Board.Lab.After(pin.DebounceTimeout, () => Tell(pin, level));
    }

    /// <summary>Tells of a level, unless it is the one told before: a pulse shorter than the debounce time is no edge.</summary>
    private void Tell(GpioPin pin, bool level)
    {
        if (!_boot.IsAlive || Find(pin.PinNumber) != pin || pin.LastTold == level)
            return;
        pin.LastTold = level;
        EventTable.Of(_boot).Post(new RawEvent(EventCategory.Gpio, 0, (ushort)pin.PinNumber, level ? 1u : 0u));
    }
}
