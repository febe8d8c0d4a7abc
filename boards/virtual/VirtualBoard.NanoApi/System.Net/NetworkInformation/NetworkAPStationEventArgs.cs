namespace System.Net.NetworkInformation;

public delegate void NetworkAPStationChangedEventHandler(int NetworkIndex, NetworkAPStationEventArgs e);

/// <summary>Stands in for nanoFramework's news that a station came to the board's own access point, or left it.</summary>
public class NetworkAPStationEventArgs : EventArgs
{
    internal NetworkAPStationEventArgs()
    {
    }

    public bool IsConnected { get; internal init; }

    public int StationIndex { get; internal init; }
}

/// <summary>Stands in for nanoFramework's description of a station at the board's own access point.</summary>
public class WirelessAPStation
{
    internal WirelessAPStation()
    {
    }

    public byte[] MacAddress { get; internal init; } = [];

    public sbyte Rssi { get; internal init; }

    public PhyProtocols PhyModes { get; internal init; }
}
