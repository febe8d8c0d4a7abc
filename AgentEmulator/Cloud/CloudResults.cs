namespace AgentEmulator.Cloud;

/// <summary>A token issued by <see cref="ImpCloud.Enroll"/>.</summary>
internal sealed record IssuedToken(string PlanId, string TokenId);

/// <summary>What a claim poll sees. The last three are null until the token is claimed.</summary>
internal sealed record ClaimView(
    string TokenId, string PlanId, DateTimeOffset? ClaimedAt, string? DeviceId, string? AgentUrl);

/// <param name="ApplicationAtOnce">The application replaces the DUT firmware with this very answer.</param>
internal sealed record BlessOutcome(bool Blessed, bool First, string Reason, string Message, bool ApplicationAtOnce);

internal sealed record ActivationOutcome(bool Activated, string AgentId, string AgentUrl, string Reason, string Message);

/// <summary>Reasons of refusal as they travel to the device.</summary>
internal static class RefusalReasons
{
    public const string BlessRefused = "bless-refused";
    public const string NotADut = "not-a-dut";
    public const string TestsFailed = "tests-failed";
    public const string TokenUnknown = "token-unknown";
    public const string TokenExpired = "token-expired";
    public const string TokenUsed = "token-used";
    public const string NotBlessed = "not-blessed";
}

/// <summary>What became of an unblessing.</summary>
internal enum UnblessOutcome
{
    Unblessed,
    DeviceUnknown,
    NotBlessed,
}
