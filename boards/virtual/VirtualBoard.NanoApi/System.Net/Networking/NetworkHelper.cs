using System.Net.NetworkInformation;
using System.Threading;
using VirtualBoard;
using VirtualBoard.NanoApi;

namespace nanoFramework.Networking;

/// <summary>Stands in for nanoFramework's helper for Ethernet. As on hardware it waits for an Ethernet interface, and a WiFi board has none.</summary>
public static class NetworkHelper
{
    public static ManualResetEvent NetworkReady => State.Ready;

    public static NetworkHelperStatus Status => State.Status;

    public static Exception? HelperException => State.Exception;

    private static EthernetState State => Machine.Enter().Get(static b => new EthernetState(b));

    public static void SetupNetworkHelper(bool requiresDateTime = false) => State.SetUp(null, requiresDateTime);

    public static void SetupNetworkHelper(IPConfiguration ipConfiguration, bool requiresDateTime = false) =>
        State.SetUp(ipConfiguration, requiresDateTime);

    public static bool SetupAndConnectNetwork(CancellationToken token = default, bool requiresDateTime = false) =>
        SetupAndConnectNetwork(null, token, requiresDateTime);

    public static bool SetupAndConnectNetwork(IPConfiguration? ipConfiguration, CancellationToken token = default, bool requiresDateTime = false)
    {
        State.Configuration = ipConfiguration;
        return State.Wait(requiresDateTime, token);
    }

    public static void Reset() => State.Reset();

    private sealed class EthernetState(Boot boot) : HelperState(boot, NetworkInterfaceType.Ethernet);
}
