namespace AgentEmulator.Activation;

/// <summary>Something that goes wrong in an activation on purpose.</summary>
/// <param name="Name">As typed after <c>--fault</c>.</param>
/// <param name="Summary">What goes wrong, for the help.</param>
internal sealed record Fault(string Name, string Summary)
{
    public const string ExpiredToken = "expired-token";
    public const string WrongWifi = "wrong-wifi";
    public const string NoWifi = "no-wifi";
    public const string NoDhcp = "no-dhcp";
    public const string NoInternet = "no-internet";
    public const string BadApiKey = "bad-api-key";
    public const string BlessRefused = "bless-refused";
    public const string LoadCodeAfterBlessing = "load-code-after-blessing";
    public const string Cloud5xx = "cloud-5xx";
    public const string AgentMigration = "agent-migration";
    public const string PowerCut = "power-cut";

    public static IReadOnlyList<Fault> All { get; } =
    [
        new(ExpiredToken, "the enrollment token expires before the board presents it"),
        new(WrongWifi, "the programmed network refuses the programmed password"),
        new(NoWifi, "the programmed network does not exist in the factory"),
        new(NoDhcp, "the programmed network hands out no addresses"),
        new(NoInternet, "the programmed network has no internet"),
        new(BadApiKey, "the DUT's agent has a BlinkUp API key that the impCloud refuses"),
        new(BlessRefused, "the impCloud refuses to bless the board"),
        new(LoadCodeAfterBlessing, "the production Device Group loads code after blessing, not after BlinkUp"),
        new(Cloud5xx, "the impCloud answers the first two token requests with 503"),
        new(AgentMigration, "the agents are moved to other servers in the middle of their work and lose their memory"),
        new(PowerCut, "power is cut while the board stores its tokens, and comes back"),
    ];
}
