namespace VirtualBoard.Radio;

/// <summary>The access points in reach of a lab's boards.</summary>
public sealed class Air
{
    internal const int WeakestSignalDbm = -90;

    private readonly List<AccessPoint> _accessPoints = [];

    internal Air(Lab lab) => Lab = lab;

    /// <summary>The access points, also those that are off.</summary>
    public IReadOnlyList<AccessPoint> AccessPoints => _accessPoints;

    internal Lab Lab { get; }

    internal event Action? AccessPointsChanged;

    /// <summary>Adds an access point that is on.</summary>
    /// <param name="ssid">Network name, 1 to 32 bytes of UTF-8.</param>
    /// <param name="password">8 to 63 characters, or empty for an open network.</param>
    /// <exception cref="ArgumentException">A name or password that no access point accepts.</exception>
    public AccessPoint Add(string ssid, string password)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(ssid) is < 1 or > 32)
            throw new ArgumentException("An SSID has 1 to 32 bytes.", nameof(ssid));
        if (password.Length is not 0 and (< 8 or > 63))
            throw new ArgumentException("A WPA2 password has 8 to 63 characters; an open network has none.", nameof(password));

        var security = password.Length == 0 ? WifiSecurity.Open : WifiSecurity.Wpa2;
        var accessPoint = new AccessPoint(this, ssid, security, password, _accessPoints.Count + 1);
        _accessPoints.Add(accessPoint);
        Changed();
        return accessPoint;
    }

    /// <summary>The strongest access point of a name that a board can hear; null when there is none.</summary>
    internal AccessPoint? Find(string ssid) =>
        _accessPoints.Where(a => a.Ssid == ssid && a.IsAudible).MaxBy(a => a.SignalDbm);

    internal void Changed() => AccessPointsChanged?.Invoke();
}
