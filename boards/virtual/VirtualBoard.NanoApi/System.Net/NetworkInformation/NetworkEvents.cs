using nanoFramework.Runtime.Events;
using VirtualBoard;
using VirtualBoard.Radio;

namespace System.Net.NetworkInformation;

/// <summary>Turns the changes of the radio into nanoFramework's network events, for one boot.</summary>
internal sealed class NetworkEvents : IEventListener, IEventProcessor
{
    private const byte Availability = 1;
    private const byte Address = 2;

    private readonly Boot _boot;
    private readonly EventTable _events;
    private AccessPoint? _link;
    private object? _address;

    private NetworkEvents(Boot boot)
    {
        _boot = boot;
        _events = EventTable.Of(boot);
        var route = _events.For(EventCategory.Network);
        (route.Processor, route.Listener) = (this, this);
        (_link, _address) = (Station.AccessPoint, Station.Address);
        Station.Changed += OnChanged;
    }

    public event NetworkAddressChangedEventHandler? AddressChanged;

    public event NetworkAvailabilityChangedEventHandler? AvailabilityChanged;

    private WifiStation Station => _boot.Board.Station;

    public static NetworkEvents Of(Boot boot) => boot.Get(static b => new NetworkEvents(b));

    public void InitializeForEventSource()
    {
    }

    public BaseEvent ProcessEvent(uint data1, uint data2, DateTime time) =>
        new NetworkEvent { Kind = (byte)data1, IsAvailable = ((data1 >> 16) & 1) != 0, Index = (ushort)(data2 & 0xff) };

    public bool OnEvent(BaseEvent ev)
    {
        if (ev is NetworkEvent { Kind: Availability } link)
            AvailabilityChanged?.Invoke(link.Index, new NetworkAvailabilityEventArgs(link.IsAvailable));
        else if (ev is NetworkEvent { Kind: Address } address)
            AddressChanged?.Invoke(address.Index, new EventArgs());
        return true;
    }

    private void OnChanged()
    {
        if (!_boot.IsAlive)
        {
            Station.Changed -= OnChanged;
            return;
        }

        if (Station.AccessPoint != _link)
        {
            _link = Station.AccessPoint;
            _events.Post(new RawEvent(EventCategory.Network, Availability, _link is null ? (ushort)0 : (ushort)1, 0));
        }

        if (!Equals(Station.Address, _address))
        {
            _address = Station.Address;
            _events.Post(new RawEvent(EventCategory.Network, Address, 0, 0));
        }
    }

    private sealed class NetworkEvent : BaseEvent
    {
        public required byte Kind { get; init; }

        public required bool IsAvailable { get; init; }

        public required ushort Index { get; init; }
    }
}
