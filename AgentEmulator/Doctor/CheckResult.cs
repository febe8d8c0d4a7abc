namespace AgentEmulator.Doctor;

internal enum CheckOutcome
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Works, and yet something should be done.</summary>
    Warning,

    /// <summary>Activations will fail.</summary>
    Failed,

    /// <summary>Not checked: something is missing for it, or an earlier check failed.</summary>
    Skipped,
}

/// <summary>How one check ended.</summary>
/// <param name="Name">One of <see cref="FactoryChecks"/>.</param>
/// <param name="Outcome">How.</param>
/// <param name="Finding">What was found.</param>
/// <param name="Remedy">What to do; null when nothing.</param>
internal sealed record CheckResult(string Name, CheckOutcome Outcome, string Finding, string? Remedy = null);
