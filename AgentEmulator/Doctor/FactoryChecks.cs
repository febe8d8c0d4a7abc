using AgentEmulator.Activation;

namespace AgentEmulator.Doctor;

/// <summary>
/// What is checked of a factory's set-up, and which failures of activations each check foresees: its advice is that of the failure, so
/// that the doctor and the report of a failed activation say the same.
/// </summary>
internal static class FactoryChecks
{
    public const string Cloud = "impCloud reachable";
    public const string Clock = "clock right";
    public const string Key = "API key valid";
    public const string Token = "token round trip";
    public const string LoadCode = "group loads code after BlinkUp";
    public const string Targets = "fixture targets set";
    public const string Fixture = "fixture's agent answers";
    public const string Gateway = "device gateway answers";
    public const string Network = "programmed network";

    /// <summary>In the order in which they are made.</summary>
    public static IReadOnlyList<(string Name, string[] Foresees)> All { get; } =
    [
        (Cloud, [FailureReason.TokenNotAvailable]),
        (Clock, []),
        (Key, [FailureReason.ApiKeyRefused]),
        (Token, [FailureReason.TokenExpired]),
        (LoadCode, [FailureReason.ApplicationLoaded]),
        (Targets, [FailureReason.BlessRefused]),
        (Fixture, [FailureReason.FixtureNotTold]),
        (Gateway, [FailureReason.NoInternet]),
        (Network, [FailureReason.WifiNotFound, FailureReason.WifiCredentialsRefused, FailureReason.WifiNotConfigured]),
    ];

    /// <summary>The check that foresees a failure, or null when none can.</summary>
    public static string? Find(string reason) => All.FirstOrDefault(check => check.Foresees.Contains(reason)).Name;
}
