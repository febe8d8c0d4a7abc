using System.Net;
using VirtualBoard.Network;
using VirtualBoard.Tracing;

namespace VirtualBoard.Radio;

/// <summary>The board's WiFi radio as a station: joins a network, gets an address, and joins again by itself when the link drops.</summary>
/// <remarks>
/// The pace follows ESP32 practice: scan about a second, handshake some hundred milliseconds, a wrong password is told by a
/// handshake timeout of about three seconds, DHCP up to a second and a half. After an attempt the radio tries again at once on
/// every loss of link until <see cref="Disconnect"/>, as ESP-IDF's event handler in nanoFramework does.
/// </remarks>
public sealed class WifiStation : IBoardLink
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(3);

    private readonly Board _board;
    private readonly RandomStream _random;
    private (string Ssid, string Password)? _wanted;
    private Action<WifiResult>? _attempt;
    private LabEvent? _next;
    private IPAddress? _staticAddress;

    internal WifiStation(Board board)
    {
        _board = board;
        _random = board.Random("wifi");
        board.Lab.Air.AccessPointsChanged += OnAirChanged;
    }

    /// <summary>Raised, with the baton, when the link or the address comes or goes.</summary>
    public event Action? Changed;

    /// <summary>The access point the radio is joined to; null when it is not.</summary>
    public AccessPoint? AccessPoint { get; private set; }

    /// <summary>The address from DHCP or a static one; null while there is none.</summary>
    public IPAddress? Address { get; private set; }

    /// <summary>Address to use instead of DHCP; null (default) uses DHCP. A change takes effect at once, also on a joined network.</summary>
    public IPAddress? StaticAddress
    {
        get => _staticAddress;
        set
        {
            if (Equals(_staticAddress, value))
                return;
            _staticAddress = value;
            if (AccessPoint is not null)
                RenewAddress();
        }
    }

    /// <summary>Whether the radio is joined to an access point.</summary>
    public bool IsUp => AccessPoint is not null;

    /// <summary>Whether packets to the internet arrive.</summary>
    public bool HasInternet => Address is not null && AccessPoint is { HasInternet: true };

    /// <summary>Begins to join a network; overtakes an attempt under way.</summary>
    /// <param name="ssid">Network name.</param>
    /// <param name="password">Password; ignored by an open network.</param>
    /// <param name="ended">Told once how this attempt ended, with the baton.</param>
    public void Connect(string ssid, string password, Action<WifiResult> ended)
    {
        Trace($"connect to {ssid}");
        Drop();
        EndAttempt(WifiResult.Aborted);
        _wanted = (ssid, password);
        _attempt = ended;
        Try();
    }

    /// <summary>Leaves the network and stops trying.</summary>
    public void Disconnect()
    {
        Trace("disconnect");
        _wanted = null;
        Drop();
        EndAttempt(WifiResult.Aborted);
    }

    /// <summary>Gives up the attempt under way, as a caller does whose patience ends; the radio itself goes on trying.</summary>
    public void Abandon() => EndAttempt(WifiResult.Aborted);

    /// <summary>What a scan finds now, strongest first.</summary>
    public IReadOnlyList<AccessPoint> Scan() =>
        [.. _board.Lab.Air.AccessPoints.Where(a => a.IsAudible).OrderByDescending(a => a.SignalDbm).ThenBy(a => a.Number)];

    /// <summary>Gives the address up and asks for one again; does nothing without a link.</summary>
    public void RenewAddress()
    {
        if (AccessPoint is null)
            return;
        ReleaseAddress();
        StartAddressing();
    }

    /// <summary>Gives the address up; the link stays.</summary>
    public void ReleaseAddress()
    {
        if (AccessPoint is null)
            return;
        _next?.Cancel();
        if (Address is null)
            return;
        Address = null;
        Changed?.Invoke();
    }

    internal void LosePower()
    {
        _attempt = null;
        _wanted = null;
        _staticAddress = null;
        _next?.Cancel();
        AccessPoint = null;
        Address = null;
    }

    private void Try()
    {
        _next?.Cancel();
        _next = After(600, 1_400, Scanned);
    }

    private void Scanned()
    {
        if (_wanted is not { } wanted)
            return;
        if (_board.Lab.Air.Find(wanted.Ssid) is not { } found)
            Failed(WifiResult.NotFound);
        else if (found.Security == WifiSecurity.Wpa2 && found.Password != wanted.Password)
            _next = After(2_800, 3_200, () => Failed(WifiResult.WrongPassword));
        else
            _next = After(150, 450, () => Joined(found));
    }

    private void Joined(AccessPoint accessPoint)
    {
        if (!accessPoint.IsAudible)
        {
            Failed(WifiResult.NotFound);
            return;
        }

        Trace($"joined {accessPoint.Ssid} at {accessPoint.Bssid}");
        AccessPoint = accessPoint;
        EndAttempt(WifiResult.Success);
        Changed?.Invoke();
        StartAddressing();
    }

    private void StartAddressing()
    {
        if (StaticAddress is not null)
            GotAddress();
        else if (AccessPoint is { HasDhcp: true })
            _next = After(300, 1_500, GotAddress);
        else
            _next = After(1_800, 4_200, StartAddressing); // Nobody answered: lwIP asks again.
    }

    private void GotAddress()
    {
        Address = StaticAddress ?? new IPAddress([192, 168, (byte)AccessPoint!.Number, (byte)(10 + (_board.Number % 240))]);
        Trace($"address {Address}");
        if (HasInternet)
            _next = After(200, 900, () => _board.Clock.Set(_board.Lab.UtcNow)); // nanoFramework starts SNTP by itself once it has an address.
        Changed?.Invoke();
    }

    private void Failed(WifiResult result)
    {
        Trace($"failed: {result}");
        EndAttempt(result);
        if (_wanted is not null)
            _next = _board.Lab.After(RetryPause, Try);
    }

    private void OnAirChanged()
    {
        if (AccessPoint is { IsAudible: false })
        {
            Drop();
            if (_wanted is not null)
                Try();
        }
    }

    private void Drop()
    {
        _next?.Cancel();
        if (AccessPoint is null)
            return;
        Trace($"lost {AccessPoint.Ssid}");
        AccessPoint = null;
        Address = null;
        Changed?.Invoke();
    }

    private void EndAttempt(WifiResult result)
    {
        var ended = _attempt;
        _attempt = null;
        ended?.Invoke(result);
    }

    private void Trace(string what) => _board.Trace(TraceKind.Network, what);

    private LabEvent After(int fromMs, int toMs, Action then) =>
        _board.Lab.After(TimeSpan.FromMilliseconds(_random.Next(toMs - fromMs) + fromMs), then);
}
