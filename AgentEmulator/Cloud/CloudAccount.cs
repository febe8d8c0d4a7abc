namespace AgentEmulator.Cloud;

/// <summary>The account of the emulated cloud: it owns everything in it.</summary>
internal sealed record CloudAccount
{
    /// <summary>Stands in for an account in the records of plans and tokens.</summary>
    public const string Own = "own";
    public const string Other = "other";

    /// <summary>A UUID. The default is a fixed one (ours).</summary>
    public string Id { get; init; } = "00000000-0000-4000-a000-000000000001";

    public string Username { get; init; } = "factory";

    public string Email { get; init; } = "factory@example.com";

    /// <summary>Password of the login.</summary>
    public string Password { get; init; } = "password-of-the-emulator";

    /// <summary>The unblessing key, sent as X-Electricimp-Key to take devices out of production.</summary>
    public string UnblessingKey { get; init; } = "unblessing-key-of-the-emulator";

    /// <summary>How long an access token lets its client in. The default is 3,600 s, as documented.</summary>
    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromSeconds(3600);

    /// <summary>Whether tokens are tied to the address that they were given to. The default is true, as documented.</summary>
    public bool TieTokensToAddress { get; init; } = true;

    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(Id) || string.IsNullOrWhiteSpace(Username) || string.IsNullOrWhiteSpace(Email))
            throw new ArgumentException("Account needs an Id, a Username and an Email");
        if (string.IsNullOrWhiteSpace(Password) || string.IsNullOrWhiteSpace(UnblessingKey))
            throw new ArgumentException("Account needs a Password and an UnblessingKey");
        if (AccessTokenLifetime <= TimeSpan.Zero)
            throw new ArgumentException("AccessTokenLifetime must be positive");
    }

    /// <summary>Never the password or the key.</summary>
    public override string ToString() => $"CloudAccount {{ Username = {Username} }}";
}
