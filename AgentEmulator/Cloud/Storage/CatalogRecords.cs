namespace AgentEmulator.Cloud.Storage;

internal sealed record ProductRecord(string Id, string Name, string Description, DateTimeOffset CreatedAt) : IStoredRecord
{
    public DateTimeOffset UpdatedAt { get; init; } = CreatedAt;
}

/// <param name="Type">One of <see cref="DeviceGroupTypes"/>.</param>
internal sealed record DeviceGroupRecord(
    string Id, string Type, string ProductId, string Name, string Description, DateTimeOffset CreatedAt) : IStoredRecord
{
    public DateTimeOffset UpdatedAt { get; init; } = CreatedAt;

    /// <summary>Only production groups may have one.</summary>
    public string? Region { get; init; }

    /// <summary>A JSON object.</summary>
    public string EnvVars { get; init; } = "{}";

    /// <summary>Counts for production groups; as in the API, the default is true.</summary>
    public bool LoadCodeAfterBlessing { get; init; } = true;

    /// <summary>Where blessing takes devices; fixture groups have one, others none.</summary>
    public string? ProductionTargetId { get; init; }

    /// <summary>Where factory BlinkUp takes devices; fixture groups have one, others none.</summary>
    public string? DutTargetId { get; init; }

    public string? CurrentDeploymentId { get; init; }

    public string? MinSupportedDeploymentId { get; init; }
}

/// <summary>Code that was given to a device group. The emulator keeps it and runs none of it.</summary>
internal sealed record DeploymentRecord(
    string Id, string GroupId, string DeviceCode, string AgentCode, string Sha, DateTimeOffset CreatedAt) : IStoredRecord
{
    public DateTimeOffset UpdatedAt { get; init; } = CreatedAt;

    public string Description { get; init; } = "";

    public string? Origin { get; init; }

    public bool Flagged { get; init; }

    /// <summary>A JSON array of strings.</summary>
    public string Tags { get; init; } = "[]";
}

/// <param name="Event">blessing, blinkup or deployment.</param>
internal sealed record WebhookRecord(
    string Id, string GroupId, string Url, string Event, string ContentType, DateTimeOffset CreatedAt) : IStoredRecord
{
    public DateTimeOffset UpdatedAt { get; init; } = CreatedAt;
}

/// <summary>A call of a webhook that is still to be made: kept with the fact that it tells of.</summary>
/// <param name="Payload">A JSON object of strings.</param>
/// <param name="DueAt">When the next attempt is made.</param>
internal sealed record WebhookDeliveryRecord(
    string Id, string WebhookId, string? DeviceId, string Payload, int Attempts, DateTimeOffset DueAt) : IStoredRecord;

/// <summary>Something that lets a client in.</summary>
/// <param name="Id">Its SHA-256 in hexadecimal: the file gives nothing away.</param>
internal sealed record CredentialRecord(string Id, CredentialKind Kind, DateTimeOffset CreatedAt) : IStoredRecord
{
    /// <summary>What lists show as its id.</summary>
    public string PublicId { get; init; } = "";

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The address that it is tied to; null when to none.</summary>
    public string? Address { get; init; }

    public string Description { get; init; } = "";

    public int Usages { get; init; }
}

internal enum CredentialKind
{
    AccessToken,
    RefreshToken,
    LoginKey,
}
