using AgentEmulator.Activation;

namespace AgentEmulator.Doctor;

/// <summary>The set-up that is to be checked; what is null is not checked.</summary>
internal sealed record DoctorRequest
{
    public required Uri Cloud { get; init; }

    public required string ApiKey { get; init; }

    /// <summary>impCentral access token, with which device groups are looked at.</summary>
    public string? AccessToken { get; init; }

    /// <summary>What to log in to impCentral with when there is no access token.</summary>
    public ImpCentralLogin? Login { get; init; }

    /// <summary>URL of the fixture's agent.</summary>
    public Uri? FixtureAgent { get; init; }

    /// <summary>Whether impCentral is asked for the fixture's agent when its URL is not given. The default is false: nobody's agent is called unasked.</summary>
    public bool FindFixture { get; init; }

    /// <summary>Base address of the device gateway, as boards are provisioned with it.</summary>
    public Uri? Gateway { get; init; }

    /// <summary>The network that units are programmed for.</summary>
    public WifiCredentials? Network { get; init; }

    /// <summary>Never the key or the access token.</summary>
    public override string ToString() => $"DoctorRequest {{ Cloud = {Cloud} }}";
}
