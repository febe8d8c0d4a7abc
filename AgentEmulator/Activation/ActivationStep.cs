namespace AgentEmulator.Activation;

/// <summary>A step of an activation that was reached.</summary>
/// <param name="Name">One of <see cref="ActivationSteps"/>.</param>
/// <param name="BoardTime">Since the board was first powered.</param>
/// <param name="Detail">What is worth showing with it; empty for nothing.</param>
internal sealed record ActivationStep(string Name, TimeSpan BoardTime, string Detail);

/// <summary>Names of the steps, in the order in which a flawless activation reaches them.</summary>
internal static class ActivationSteps
{
    public const string Provisioned = "provisioned";
    public const string TestsPassed = "tests passed";
    public const string Ready = "ready";
    public const string TokenReceived = "token received";
    public const string Blessed = "blessed";
    public const string TokensStored = "tokens stored";
    public const string WifiStored = "WiFi stored";
    public const string Rebooted = "rebooted";
    public const string Connected = "connected";
    public const string Activated = "activated";
    public const string Claimed = "claimed";

    public static IReadOnlyList<string> All { get; } =
        [Provisioned, TestsPassed, Ready, TokenReceived, Blessed, TokensStored, WifiStored, Rebooted, Connected, Activated, Claimed];
}
