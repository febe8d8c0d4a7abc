using VirtualBoard.NanoApi;

namespace System.Net.NetworkInformation;

public delegate void NetworkAddressChangedEventHandler(object sender, EventArgs e);

public delegate void NetworkAvailabilityChangedEventHandler(object sender, NetworkAvailabilityEventArgs e);

/// <summary>Stands in for nanoFramework's news of the network; the sender is the index of the interface, boxed.</summary>
/// <remarks>Nobody joins the access point of a virtual board, so there is no news of its stations.</remarks>
public static class NetworkChange
{
    public static event NetworkAddressChangedEventHandler NetworkAddressChanged
    {
        add => NetworkEvents.Of(Machine.Enter()).AddressChanged += value;
        remove => NetworkEvents.Of(Machine.Enter()).AddressChanged -= value;
    }

    public static event NetworkAvailabilityChangedEventHandler NetworkAvailabilityChanged
    {
        add => NetworkEvents.Of(Machine.Enter()).AvailabilityChanged += value;
        remove => NetworkEvents.Of(Machine.Enter()).AvailabilityChanged -= value;
    }

    public static event NetworkAPStationChangedEventHandler NetworkAPStationChanged
    {
        add => NetworkEvents.Of(Machine.Enter()).StationChanged += value;
        remove => NetworkEvents.Of(Machine.Enter()).StationChanged -= value;
    }
}
