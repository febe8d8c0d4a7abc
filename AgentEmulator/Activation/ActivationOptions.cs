using System.Text;
using AgentEmulator.Agents;
using AgentEmulator.Cloud.Storage;
using VirtualBoard.Flash;

namespace AgentEmulator.Activation;

/// <summary>What one activation run is asked to do.</summary>
internal sealed record ActivationOptions
{
    /// <summary>Board definition by folder name. Default "esp32-devkitc-v4".</summary>
    public string Board { get; init; } = "esp32-devkitc-v4";

    /// <summary>Seed of everything that is drawn. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Board time per real time in a live run. Default 5.</summary>
    public double Speed { get; init; } = 5;

    /// <summary>File that keeps the board's flash between runs; null (default) keeps it in memory.</summary>
    public string? FlashFile { get; init; }

    /// <summary>Keeps the board's flash instead of a file, and outlives the run; null (default) for none.</summary>
    public IFlashContents? FlashContents { get; init; }

    /// <summary>Six bytes of MAC; null (default) draws one from the seed.</summary>
    public byte[]? Mac { get; init; }

    /// <summary>Signal of the access points in dBm. Default -55.</summary>
    public int SignalDbm { get; init; } = -55;

    /// <summary>Board time after which a thread that is busy without ever waiting resets the board; null (default) for no watchdog.</summary>
    public TimeSpan? Watchdog { get; init; }

    /// <summary>Names of <see cref="Fault.All"/>.</summary>
    public IReadOnlySet<string> Faults { get; init; } = new HashSet<string>();

    /// <summary>The factory's own network.</summary>
    public WifiCredentials FactoryNetwork { get; init; } = new("factory-floor", "factory-floor-key");

    /// <summary>The network that the unit is programmed for, as the customer's would be.</summary>
    public WifiCredentials ProgrammedNetwork { get; init; } = new("customer-home", "customer-home-key");

    /// <summary>
    /// Time from blessing until the application takes over, when the production group loads code after blessing; null (default): it
    /// loads code after BlinkUp, as the guide demands.
    /// </summary>
    public TimeSpan? ApplicationTakeover { get; init; }

    /// <summary>
    /// Another impCloud that the DUT's agent fetches its tokens from; null (default) uses the emulated one. Live runs only. Blessing,
    /// activation and claim stay emulated: the board is no imp.
    /// </summary>
    public TokenSource? Tokens { get; init; }

    /// <summary>Replaces agent programs; gets the built-in ones. Null (default) runs those.</summary>
    public Func<AgentPrograms, AgentPrograms>? Agents { get; init; }

    /// <summary>Keeps what cloud and agents know; not disposed of here. Null keeps it in memory.</summary>
    public ICloudStore? Store { get; init; }

    /// <summary>Board time after which a run without an end is given up. Default 5 minutes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>Where tokens come from.</summary>
/// <param name="Cloud">Base address of the impCloud.</param>
/// <param name="ApiKey">BlinkUp API key of the account there.</param>
internal sealed record TokenSource(Uri Cloud, string ApiKey)
{
    /// <summary>Where tokens are asked for.</summary>
    public Uri EnrollUrl => new(Cloud, "/v5/enroll");

    /// <summary>Never the key.</summary>
    public override string ToString() => $"TokenSource {{ Cloud = {Cloud} }}";
}

/// <summary>SSID and password of a network.</summary>
/// <param name="Ssid">1 to 32 bytes.</param>
/// <param name="Password">8 to 63 characters, or empty for an open network.</param>
internal sealed record WifiCredentials(string Ssid, string Password)
{
    /// <summary>Null when they are possible, otherwise what is wrong, without the password. The firmware judges alike.</summary>
    public string? Refusal()
    {
        if (Encoding.UTF8.GetByteCount(Ssid) is < 1 or > 32)
            return $"an SSID has 1 to 32 bytes, and \"{Ssid}\" has {Encoding.UTF8.GetByteCount(Ssid)}";
        var length = Encoding.UTF8.GetByteCount(Password);
        var isHexKey = length == 64 && Password.All(char.IsAsciiHexDigit);
        return length is 0 or (>= 8 and <= 63) || isHexKey ? null : $"a WiFi password has 8 to 63 bytes or none, and this one has {length}";
    }

    /// <summary>Never the password.</summary>
    public override string ToString() => $"WifiCredentials {{ Ssid = {Ssid} }}";
}
