using System.Device.Wifi;
using System.Threading;
using VirtualBoard.NanoApi;

namespace nanoFramework.Networking;

/// <summary>Stands in for nanoFramework's WiFi helper, as of the version whose <see cref="Reset"/> allows another try.</summary>
/// <remarks>
/// As on hardware: without a token the waits have no end; <see cref="Reconnect"/> does not connect but waits for an address, which the
/// radio gets by itself with stored credentials; connecting to a network the board is not on writes the credentials to flash, before it
/// is known that they are right; failures never throw but are told by <see cref="Status"/> and <see cref="HelperException"/>.
/// </remarks>
public static class WifiNetworkHelper
{
    public static ManualResetEvent NetworkReady => State.Ready;

    public static NetworkHelperStatus Status => State.Status;

    public static Exception? HelperException => State.Exception;

    public static WifiAdapter? WifiAdapter => State.Adapter;

    private static WifiHelperState State => Machine.Enter().Get(static b => new WifiHelperState(b));

    public static void SetupNetworkHelper(bool requiresDateTime = false) => State.SetUp(null, requiresDateTime);

    public static void SetupNetworkHelper(IPConfiguration ipConfiguration, bool requiresDateTime = false) =>
        State.SetUp(ipConfiguration, requiresDateTime);

    public static void SetupNetworkHelper(
        string ssid, string password, WifiReconnectionKind reconnectionKind = WifiReconnectionKind.Automatic, bool requiresDateTime = false)
    {
        State.Want(ssid, password, reconnectionKind);
        State.SetUp(null, requiresDateTime);
    }

    public static void Disconnect() => State.Disconnect();

    public static bool ConnectDhcp(
        string ssid,
        string password,
        WifiReconnectionKind reconnectionKind = WifiReconnectionKind.Automatic,
        bool requiresDateTime = false,
        int wifiAdapterId = 0,
        CancellationToken token = default) =>
        State.Connect(new WifiWish(ssid, password, reconnectionKind), null, false, wifiAdapterId, requiresDateTime, token);

    public static bool ConnectFixAddress(
        string ssid,
        string password,
        IPConfiguration ipConfiguration,
        WifiReconnectionKind reconnectionKind = WifiReconnectionKind.Automatic,
        bool requiresDateTime = false,
        int WifiAdapter = 0,
        CancellationToken token = default) =>
        State.Connect(new WifiWish(ssid, password, reconnectionKind), ipConfiguration, false, WifiAdapter, requiresDateTime, token);

    public static bool ScanAndConnectDhcp(
        string ssid,
        string password,
        WifiReconnectionKind reconnectionKind = WifiReconnectionKind.Automatic,
        bool requiresDateTime = false,
        int WifiAdapter = 0,
        CancellationToken token = default) =>
        State.Connect(new WifiWish(ssid, password, reconnectionKind), null, true, WifiAdapter, requiresDateTime, token);

    public static bool Reconnect(bool requiresDateTime = false, int wifiAdapterId = 0, CancellationToken token = default) =>
        State.Reconnect(wifiAdapterId, requiresDateTime, token);

    public static void Reset() => State.Reset();
}
