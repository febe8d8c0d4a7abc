namespace AgentEmulator.Cloud.Storage;

/// <summary>One row of the cloud's state. Immutable: a change is a new record with the same id.</summary>
internal interface IStoredRecord
{
    /// <summary>Unique among the records of one type.</summary>
    string Id { get; }
}

/// <param name="Account">Who owns the plan: <see cref="CloudAccount.Own"/> or <see cref="CloudAccount.Other"/>.</param>
internal sealed record PlanRecord(string Id, TokenKind Kind, string Account) : IStoredRecord;

/// <summary>An enrollment token: bound to its plan, usable once, by one device, until it expires.</summary>
/// <param name="PlanId">Empty for a factory token, which has none.</param>
internal sealed record TokenRecord(
    string Id, TokenKind Kind, string PlanId, string Account, DateTimeOffset ExpiresAt) : IStoredRecord
{
    public DateTimeOffset? ClaimedAt { get; init; }

    public string? ClaimedBy { get; init; }

    public string? AgentId { get; init; }
}

/// <summary>A device of the account.</summary>
internal sealed record DeviceRecord(string Id, string Mac) : IStoredRecord
{
    public DeviceState State { get; init; } = DeviceState.Development;

    /// <summary>Null when the device is unassigned.</summary>
    public string? GroupId { get; init; }

    /// <summary>The fixture that configured it by factory BlinkUp; null when none did.</summary>
    public string? FixtureId { get; init; }

    public string? Name { get; init; }

    /// <summary>How many times the device was really blessed, whatever it asked; unblessing lets it count on.</summary>
    public int Blessings { get; init; }

    public DateTimeOffset? FirstBlessedAt { get; init; }

    public DateTimeOffset? LastBlessedAt { get; init; }

    /// <summary>When the application replaces the DUT firmware; null when it does not.</summary>
    public DateTimeOffset? ApplicationDueAt { get; init; }

    public string? PlanId { get; init; }

    public string? AgentId { get; init; }

    public DateTimeOffset? LastEnrolledAt { get; init; }

    /// <summary>Number of the next entry of its history.</summary>
    public int NextEntry { get; init; }
}

/// <summary>One entry of a device's history.</summary>
internal sealed record DeviceEntryRecord(string Id, string DeviceId, int Number, DateTimeOffset At, string Event) : IStoredRecord;

/// <summary>Which agent serves a device under a plan, for ever: agent id = f(device, plan). A DUT's agent has the plan "dut".</summary>
internal sealed record AgentRecord(string Id, string DeviceId, string PlanId, string AgentId) : IStoredRecord
{
    public static string Key(string deviceId, string planId) => $"{deviceId}/{planId}";
}

/// <summary>What an agent saved (server.save); the id is the agent's.</summary>
internal sealed record AgentDataRecord(string Id, string Json) : IStoredRecord;
