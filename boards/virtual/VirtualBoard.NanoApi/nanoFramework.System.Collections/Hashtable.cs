using VirtualBoard;
using VirtualBoard.NanoApi.Objects;

namespace System.Collections;

/// <summary>
/// Stands in for nanoFramework's hashtable, with the native one's sizes, hashing and probing: entries with string or number keys
/// come in the order in which the device gives them.
/// </summary>
/// <remarks>Keys are asked for their hash code but not for equality: strings and values are compared by content, other keys by reference.</remarks>
public class Hashtable : ICloneable, IDictionary
{
    private const int FirstSize = 3;
    private const float Fill = 0.72f;
    private const uint HashPrime = 101;

    private static readonly int[] Primes =
    [
        3, 7, 11, 17, 23, 29, 37, 47, 59, 71, 89, 107, 131, 163, 197, 239, 293, 353, 431, 521, 631, 761, 919, 1103, 1327, 1597,
        1931, 2333, 2801, 3371, 4049, 4861, 5839, 7013, 8419, 10103, 12143,
    ];

    private readonly float _loadFactor;
    private Bucket[] _buckets;
    private int _loadSize;

    public Hashtable()
        : this(FirstSize)
    {
    }

    public Hashtable(int capacity)
        : this(capacity, 1.0f)
    {
    }

    /// <exception cref="ArgumentOutOfRangeException">Capacity below 0, or load factor not 0.1 to 1.</exception>
    /// <exception cref="NotSupportedException">More than 12,143 buckets.</exception>
    public Hashtable(int capacity, float loadFactor)
    {
        if (capacity < 0 || !(loadFactor >= 0.1f && loadFactor <= 1.0f))
            throw new ArgumentOutOfRangeException();
        _loadFactor = Fill * loadFactor;
        var size = capacity / (double)_loadFactor;
        if (size > int.MaxValue)
            throw new ArgumentException();
        _buckets = new Bucket[size > FirstSize ? PrimeFrom((int)size) : FirstSize];
        _loadSize = (int)(_loadFactor * _buckets.Length);
    }

    public int Count { get; private set; }

    public bool IsSynchronized => false;

    public object SyncRoot => this;

    public bool IsReadOnly => false;

    public bool IsFixedSize => false;

    public ICollection Keys => new HashtablePart(this, static b => b.Key!);

    public ICollection Values => new HashtablePart(this, static b => b.Value);

    /// <summary>Changes whenever the table does, so that enumerators notice.</summary>
    internal int Version { get; private set; }

    public object? this[object key]
    {
        get => Find(key) is var at and >= 0 ? _buckets[at].Value : null;
        set => Insert(key, value, add: false);
    }

    public object Clone()
    {
        var clone = new Hashtable(_buckets.Length);
        foreach (var bucket in Entries())
            clone[bucket.Key!] = bucket.Value;
        return clone;
    }

    public IEnumerator GetEnumerator() => new HashtableEnumerator(this, static b => new DictionaryEntry(b.Key!, b.Value));

    public void CopyTo(Array array, int arrayIndex) =>
        new HashtablePart(this, static b => new DictionaryEntry(b.Key!, b.Value)).CopyTo(array, arrayIndex);

    /// <exception cref="ArgumentException">The key is there already.</exception>
    public void Add(object key, object? value) => Insert(key, value, add: true);

    public void Clear()
    {
        if (Count == 0)
            return;
        Array.Clear(_buckets);
        Count = 0;
        Version++;
    }

    public bool Contains(object key) => Find(key) >= 0;

    public void Remove(object key)
    {
        var at = Find(key);
        if (at < 0)
            return;
        _buckets[at] = default;
        Count--;
        Version++;
    }

    /// <summary>The entries in the order of enumeration: from the last bucket to the first.</summary>
    internal IEnumerable<Bucket> Entries()
    {
        for (var i = _buckets.Length - 1; i >= 0; i--)
        {
            if (_buckets[i].Key is not null)
                yield return _buckets[i];
        }
    }

    private static int PrimeFrom(int least)
    {
        var index = Array.FindIndex(Primes, p => p >= least);
        return index >= 0 ? Primes[index] : throw new NotSupportedException();
    }

    private static uint HashOf(object key)
    {
        if (key is null)
            throw new NullReferenceException();
        return (uint)ObjectHash.OfBoot(Boot.Current).Of(key);
    }

    private int Find(object key)
    {
        var hash = HashOf(key);
        foreach (var at in new Probe(hash, _buckets.Length))
        {
            if (_buckets[at].Key is { } other && _buckets[at].Hash == hash && ObjectEquality.AreSame(other, key))
                return at;
        }

        return -1;
    }

    private void Insert(object key, object? value, bool add)
    {
        var hash = HashOf(key);
        if (Count >= _loadSize)
            Expand();
        foreach (var at in new Probe(hash, _buckets.Length))
        {
            // Like the device's, the search ends at the first free bucket, also one that a removal left.
            var isFree = _buckets[at].Key is null;
            if (!isFree && !ObjectEquality.AreSame(_buckets[at].Key!, key))
                continue;
            if (!isFree && add)
                throw new ArgumentException();
            Count += isFree ? 1 : 0;
            _buckets[at] = isFree ? new Bucket(key, value, hash) : _buckets[at] with { Value = value };
            Version++;
            return;
        }

        throw new InvalidOperationException();
    }

    private void Expand()
    {
        var buckets = new Bucket[PrimeFrom(_buckets.Length * 2)];
        foreach (var bucket in _buckets)
        {
            if (bucket.Key is not null)
                buckets[FirstFree(buckets, bucket.Hash)] = bucket;
        }

        _buckets = buckets;
        _loadSize = (int)(_loadFactor * buckets.Length);
        Version++;
    }

    private static int FirstFree(Bucket[] buckets, uint hash)
    {
        foreach (var at in new Probe(hash, buckets.Length))
        {
            if (buckets[at].Key is null)
                return at;
        }

        throw new InvalidOperationException();
    }

    /// <summary>The buckets in which a key with this hash may be, in the order in which they are tried.</summary>
    private struct Probe(uint hash, int size)
    {
        private readonly uint _step = 1 + (unchecked(hash * HashPrime) % ((uint)size - 1));
        private uint _next = hash % (uint)size;
        private int _tried;

        public int Current { get; private set; }

        public readonly Probe GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_tried++ == size)
                return false;
            Current = (int)_next;
            _next = (_next + _step) % (uint)size;
            return true;
        }
    }

    internal readonly record struct Bucket(object? Key, object? Value, uint Hash);
}
