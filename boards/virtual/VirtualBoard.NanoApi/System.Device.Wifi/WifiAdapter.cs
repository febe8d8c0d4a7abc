using System.Net.NetworkInformation;
using System.Threading;
using VirtualBoard.NanoApi;
using VirtualBoard.Radio;

namespace System.Device.Wifi;

public delegate void AvailableNetworksChangedEventHandler(WifiAdapter sender, object e);

/// <summary>Stands in for nanoFramework's WiFi adapter.</summary>
/// <remarks>
/// As on hardware: <see cref="Connect(string, WifiReconnectionKind, string)"/> lets other threads run and gives up after 20 seconds;
/// once it was called the radio tries again by itself, whatever the outcome, until <see cref="Disconnect"/>; of the reconnection kinds
/// it is <see cref="WifiReconnectionKind.Manual"/> that stores the credentials in flash, set to join at boot; a scan takes seconds, and
/// its report can be read once. Differs from hardware: <see cref="WifiConnectionStatus.InvalidCredential"/> means a wrong password and
/// nothing else, where an ESP32 says so of some lost frames too.
/// </remarks>
public sealed class WifiAdapter : IDisposable
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(20);

    private readonly WifiScans _scans;
    private bool _disposed;

    private WifiAdapter(int networkInterface)
    {
        NetworkInterface = networkInterface;
        _scans = WifiScans.Of(Machine.Enter());
        _scans.Add(this);
    }

    public event AvailableNetworksChangedEventHandler? AvailableNetworksChanged;

    /// <summary>Index of the network interface.</summary>
    public int NetworkInterface { get; }

    public WifiNetworkReport NetworkReport
    {
        get
        {
            Machine.Enter();
            return new WifiNetworkReport(_scans.TakeReport());
        }
    }

    public static WifiAdapter[] FindAllAdapters() => [new(0)];

    public WifiConnectionResult Connect(WifiAvailableNetwork availableNetwork, WifiReconnectionKind reconnectionKind, string passwordCredential) =>
        Connect(availableNetwork.Ssid, reconnectionKind, passwordCredential);

    public WifiConnectionResult Connect(string ssid, WifiReconnectionKind reconnectionKind, string passwordCredential)
    {
        var boot = Machine.Enter();
        CheckNotDisposed();
        // Native code that gets a null string answers with this exception.
        if (ssid is null || passwordCredential is null)
            throw new NullReferenceException();
        if (reconnectionKind == WifiReconnectionKind.Manual)
        {
            var stored = WifiSettings.Load(boot.Board.Files);
            (stored with { Ssid = ssid, Password = passwordCredential, Options = (byte)Wireless80211Configuration.ConfigurationOptions.AutoConnect }).Save(boot.Board.Files);
        }

        var caller = ThreadTable.Of(boot).Current;
        WifiResult? result = null;
        boot.Board.Station.Connect(ssid, passwordCredential, ended =>
        {
            result = ended;
            caller.Wake();
        });
        if (!Machine.WaitUntil(() => result is not null, ConnectLimit))
            return new WifiConnectionResult(WifiConnectionStatus.Timeout);
        return new WifiConnectionResult(result switch
        {
            WifiResult.Success => WifiConnectionStatus.Success,
            WifiResult.NotFound => WifiConnectionStatus.NetworkNotAvailable,
            WifiResult.WrongPassword => WifiConnectionStatus.InvalidCredential,
            _ => WifiConnectionStatus.UnspecifiedFailure,
        });
    }

    public void Disconnect()
    {
        var boot = Machine.Enter();
        CheckNotDisposed();
        boot.Board.Station.Disconnect();
    }

    /// <summary>Sets the name the board gives itself on the network; nothing in a lab shows it.</summary>
    public void SetDeviceName(string deviceName)
    {
        Machine.Enter();
        if (string.IsNullOrEmpty(deviceName) || deviceName.Length > 32)
            throw new ArgumentException();
    }

    /// <summary>Starts a scan; <see cref="AvailableNetworksChanged"/> tells its end.</summary>
    public void ScanAsync()
    {
        Machine.Enter();
        CheckNotDisposed();
        _scans.Start();
    }

    public void Dispose()
    {
        Machine.Enter();
        _disposed = true;
        _scans.Remove(this);
    }

    internal void OnScanned()
    {
        if (!_disposed)
            AvailableNetworksChanged?.Invoke(this, new EventArgs());
    }

    private void CheckNotDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);
}
