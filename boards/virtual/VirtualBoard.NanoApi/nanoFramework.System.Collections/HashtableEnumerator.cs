namespace System.Collections;

/// <summary>Walks over a hashtable and refuses to go on once it has changed.</summary>
internal sealed class HashtableEnumerator(Hashtable table, Func<Hashtable.Bucket, object?> select) : IDictionaryEnumerator
{
    private readonly int _version = table.Version;
    private IEnumerator<Hashtable.Bucket> _entries = table.Entries().GetEnumerator();
    private bool _hasCurrent;

    public object? Current => select(Bucket);

    public object Key => Bucket.Key!;

    public object? Value => Bucket.Value;

    public DictionaryEntry Entry => new(Key, Value);

    private Hashtable.Bucket Bucket => _hasCurrent ? _entries.Current : throw new InvalidOperationException();

    public bool MoveNext()
    {
        CheckVersion();
        return _hasCurrent = _entries.MoveNext();
    }

    public void Reset()
    {
        CheckVersion();
        _hasCurrent = false;
        _entries = table.Entries().GetEnumerator();
    }

    private void CheckVersion()
    {
        if (_version != table.Version)
            throw new InvalidOperationException();
    }
}

/// <summary>The keys or the values of a hashtable, as they are at any time.</summary>
internal sealed class HashtablePart(Hashtable table, Func<Hashtable.Bucket, object?> select) : ICollection
{
    public int Count => table.Count;

    public bool IsSynchronized => false;

    public object SyncRoot => table.SyncRoot;

    public IEnumerator GetEnumerator() => new HashtableEnumerator(table, select);

    public void CopyTo(Array array, int index)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (index < 0)
            throw new ArgumentOutOfRangeException();
        if (array.Length - index < Count)
            throw new ArgumentException();
        foreach (var bucket in table.Entries())
            ((IList)array)[index++] = select(bucket);
    }
}
