using System.Collections;

namespace AgentEmulator.Cloud.Storage;

/// <summary>The records of one type in memory. Changed by a <see cref="CloudTransaction"/> only.</summary>
internal abstract class CloudTable
{
    internal abstract void Apply(StoreChange change);
}

/// <inheritdoc cref="CloudTable"/>
internal sealed class CloudTable<T> : CloudTable, IEnumerable<T>
    where T : class, IStoredRecord
{
    private readonly Dictionary<string, T> _records = new(StringComparer.Ordinal);

    public int Count => _records.Count;

    public T? Find(string? id) => id is null ? null : _records.GetValueOrDefault(id);

    public bool Contains(string id) => _records.ContainsKey(id);

    /// <summary>In no order that means anything: sort what is shown.</summary>
    public IEnumerator<T> GetEnumerator() => _records.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal override void Apply(StoreChange change)
    {
        if (change.Kind == ChangeKind.Remove)
            _records.Remove(change.Record.Id);
        else
            _records[change.Record.Id] = (T)change.Record;
    }
}
