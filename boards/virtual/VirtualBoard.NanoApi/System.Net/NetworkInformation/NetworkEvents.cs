using nanoFramework.Runtime.Events;
using VirtualBoard;
using VirtualBoard.Network;

namespace System.Net.NetworkInformation;

/// <summary>Turns the changes of the board's links into nanoFramework's network events, for one boot.</summary>
internal sealed class NetworkEvents : IEventListener, IEventProcessor
{
    private const byte Availability = 1;
    private const byte Address = 2;

    private readonly Boot _boot;
    private readonly EventTable _events;

    private NetworkEvents(Boot boot)
    {
        _boot = boot;
        _events = EventTable.Of(boot);
        var route = _events.For(EventCategory.Network);
        (route.Processor, route.Listener) = (this, this);
        for (var index = 0; index < boot.Board.Links.Count; index++)
            Watch(boot.Board.Links[index], (ushort)index);
    }

    public event NetworkAddressChangedEventHandler? AddressChanged;

    public event NetworkAvailabilityChangedEventHandler? AvailabilityChanged;

    /// <summary>Gets or sets who wants news of stations; there is none.</summary>
    public NetworkAPStationChangedEventHandler? StationChanged { get; set; }

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

    private void Watch(IBoardLink link, ushort index)
    {
        var (wasUp, address) = (link.IsUp, link.Address);
        link.Changed += OnChanged;

        void OnChanged()
        {
            if (!_boot.IsAlive)
            {
                link.Changed -= OnChanged;
                return;
            }

            if (link.IsUp != wasUp)
            {
                wasUp = link.IsUp;
                _events.Post(new RawEvent(EventCategory.Network, Availability, wasUp ? (ushort)1 : (ushort)0, index));
            }

            if (!Equals(link.Address, address))
            {
                address = link.Address;
                _events.Post(new RawEvent(EventCategory.Network, Address, 0, index));
            }
        }
    }

    private sealed class NetworkEvent : BaseEvent
    {
        public required byte Kind { get; init; }

        public required bool IsAvailable { get; init; }

        public required ushort Index { get; init; }
    }
}
