namespace AgentEmulator.Cloud.Storage;

/// <summary>Keeps state as long as the object lives: for simulated factories and wherever no file is asked for.</summary>
internal sealed class MemoryStore : ICloudStore
{
    private readonly Dictionary<(Type Type, string Id), IStoredRecord> _records = [];

    public IReadOnlyList<IStoredRecord> Load() => [.. _records.Values];

    public void Commit(IReadOnlyList<StoreChange> changes)
    {
        foreach (var change in changes)
        {
            var key = (change.Record.GetType(), change.Record.Id);
            if (change.Kind == ChangeKind.Remove)
                _records.Remove(key);
            else
                _records[key] = change.Record;
        }
    }

    /// <summary>Nothing: what it keeps can be loaded by the factory's next life.</summary>
    public void Dispose()
    {
    }
}
