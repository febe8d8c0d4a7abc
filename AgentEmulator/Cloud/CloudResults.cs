namespace AgentEmulator.Cloud;

/// <summary>A token issued by <see cref="ImpCloud.Enroll(string?)"/>.</summary>
/// <param name="PlanId">Empty for a factory token.</param>
internal sealed record IssuedToken(string PlanId, string TokenId);

/// <summary>What became of a token request.</summary>
internal enum EnrollStatus
{
    Issued,
    PlanUnknown,
    PlanOfAnotherAccount,

    /// <summary>Production tokens go with production plans, developer tokens with the developer plan.</summary>
    PlanOfAnotherKind,
}

/// <param name="Token">Null unless a token was issued.</param>
internal sealed record EnrollOutcome(EnrollStatus Status, IssuedToken? Token);

/// <summary>What a claim poll sees. The last three are null until the token is claimed.</summary>
/// <param name="Account">Whose token it is.</param>
internal sealed record ClaimView(
    string TokenId, string PlanId, string Account, DateTimeOffset? ClaimedAt, string? DeviceId, string? AgentUrl);

/// <param name="ApplicationAtOnce">The application replaces the DUT firmware with this very answer.</param>
internal sealed record BlessOutcome(bool Blessed, bool First, string Reason, string Message, bool ApplicationAtOnce);

internal sealed record ActivationOutcome(bool Activated, string AgentId, string AgentUrl, string Reason, string Message);

/// <summary>What became of a factory BlinkUp: the reason is empty when the device is a DUT now, or went on as what it was.</summary>
internal sealed record BlinkUpOutcome(bool Accepted, string Reason, string Message);

/// <summary>What became of an unblessing.</summary>
internal enum UnblessOutcome
{
    Unblessed,
    DeviceUnknown,
    NotBlessed,
}

/// <summary>Reasons of refusal as they travel to the device.</summary>
internal static class RefusalReasons
{
    public const string BlessRefused = "bless-refused";
    public const string NotADut = "not-a-dut";
    public const string NotAFixture = "not-a-fixture";
    public const string TestsFailed = "tests-failed";
    public const string TokenUnknown = "token-unknown";
    public const string TokenExpired = "token-expired";
    public const string TokenUsed = "token-used";
    public const string TokenOfAnotherAccount = "token-of-another-account";
    public const string TokenOfAnotherKind = "token-of-another-kind";
    public const string NotBlessed = "not-blessed";
}
