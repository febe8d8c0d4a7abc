namespace AgentEmulator.Cloud;

/// <summary>A copy of a device's record at one instant.</summary>
/// <param name="Group">Name of its device group; empty when it is unassigned.</param>
/// <param name="Blessings">How many times it was really blessed, whatever it asked: more than once only after unblessing.</param>
/// <param name="ApplicationDueAt">When the application replaces the DUT firmware; null when it does not.</param>
internal sealed record DeviceView(
    string Id,
    string Mac,
    DeviceState State,
    string Group,
    int Blessings,
    DateTimeOffset? ApplicationDueAt,
    string? PlanId,
    string? AgentId);
