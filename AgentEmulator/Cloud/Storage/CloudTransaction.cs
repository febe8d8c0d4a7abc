namespace AgentEmulator.Cloud.Storage;

/// <summary>
/// Changes that are made together or not at all: first kept by the store, then visible. What was read before stays as it was
/// until <see cref="Commit"/>.
/// </summary>
internal sealed class CloudTransaction(CloudState state)
{
    private readonly List<(CloudTable Table, StoreChange Change)> _changes = [];

    public void Put<T>(CloudTable<T> table, T record)
        where T : class, IStoredRecord
    {
        var at = _changes.FindIndex(c => c.Table == table && c.Change.Record.Id == record.Id);
        if (at >= 0)
            _changes[at] = (table, _changes[at].Change with { Record = record });
        else
            _changes.Add((table, new StoreChange(table.Contains(record.Id) ? ChangeKind.Update : ChangeKind.Add, record)));
    }

    public void Remove<T>(CloudTable<T> table, T record)
        where T : class, IStoredRecord =>
        _changes.Add((table, new StoreChange(ChangeKind.Remove, record)));

    /// <exception cref="CloudStoreException">Nothing has changed.</exception>
    public void Commit()
    {
        if (_changes.Count == 0)
            return;
        state.Store.Commit([.. _changes.Select(c => c.Change)]);
        foreach (var (table, change) in _changes)
            table.Apply(change);
    }
}
