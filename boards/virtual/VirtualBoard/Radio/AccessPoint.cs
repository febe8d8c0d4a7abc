namespace VirtualBoard.Radio;

/// <summary>How an access point guards itself.</summary>
public enum WifiSecurity
{
    /// <summary>No password.</summary>
    Open,

    /// <summary>WPA2 with a pre-shared key.</summary>
    Wpa2,
}

/// <summary>A WiFi access point of the lab. Its settings can change at any time; boards meet the change as they would in a building.</summary>
public sealed class AccessPoint
{
    private readonly Air _air;
    private bool _isOn = true;
    private int _signalDbm = -55;

    internal AccessPoint(Air air, string ssid, WifiSecurity security, string password, int number)
    {
        _air = air;
        Ssid = ssid;
        Security = security;
        Password = password;
        Number = number;
    }

    /// <summary>Network name, 1 to 32 bytes.</summary>
    public string Ssid { get; }

    /// <summary>How it guards itself.</summary>
    public WifiSecurity Security { get; }

    /// <summary>The pre-shared key; empty for an open network.</summary>
    public string Password { get; set; }

    /// <summary>Signal at the boards in dBm. Default -55. Below -90 no board finds it, and those on it lose it.</summary>
    public int SignalDbm
    {
        get => _signalDbm;
        set
        {
            if (_signalDbm == value)
                return;
            _signalDbm = value;
            _air.Changed();
        }
    }

    /// <summary>Whether it hands out addresses. Default true.</summary>
    public bool HasDhcp { get; set; } = true;

    /// <summary>Whether the internet, and so every service, is behind it. Default true.</summary>
    public bool HasInternet { get; set; } = true;

    /// <summary>Whether it is powered. Switching it off drops the boards on it.</summary>
    public bool IsOn
    {
        get => _isOn;
        set
        {
            if (_isOn == value)
                return;
            _isOn = value;
            _air.Changed();
        }
    }

    /// <summary>The radio's MAC address as text, "02:00:00:00:00:01".</summary>
    public string Bssid => $"02:00:00:00:00:{Number:x2}";

    internal int Number { get; }

    internal bool IsAudible => IsOn && SignalDbm >= Air.WeakestSignalDbm;
}
