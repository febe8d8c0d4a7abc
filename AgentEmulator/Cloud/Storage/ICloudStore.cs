namespace AgentEmulator.Cloud.Storage;

internal enum ChangeKind
{
    Add,
    Update,
    Remove,
}

/// <summary>One record that comes, changes or goes.</summary>
internal readonly record struct StoreChange(ChangeKind Kind, IStoredRecord Record);

/// <summary>
/// Keeps the state of cloud and agents between runs. Simulated factories keep theirs in memory, live ones may in a file.
/// Called by one thread at a time.
/// </summary>
internal interface ICloudStore : IDisposable
{
    /// <summary>All records that were committed.</summary>
    IReadOnlyList<IStoredRecord> Load();

    /// <summary>Keeps all of these or none. When it returns they survive the end of the process at any instant.</summary>
    /// <exception cref="CloudStoreException">They could not be kept; nothing has changed.</exception>
    void Commit(IReadOnlyList<StoreChange> changes);
}

/// <summary>The store cannot be opened or written; the message says why and what to do.</summary>
internal sealed class CloudStoreException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What is in the store is wrong, and not what surrounds it.</summary>
    public bool IsContent { get; init; }
}
