using VirtualBoard.NanoApi;

namespace System.Collections;

/// <summary>Stands in for nanoFramework's list. Enumerating it does not notice changes.</summary>
public class ArrayList : IList, ICloneable
{
    private const int DefaultCapacity = 4;

    private object?[] _items = new object?[DefaultCapacity];
    private int _size;
    private object? _syncRoot;

    public virtual int Capacity
    {
        get => _items.Length;
        set
        {
            if (value < _size)
                throw new ArgumentOutOfRangeException();
            // A new array even for the same capacity, as on the device; who enumerates keeps the old one.
            var capacity = Math.Max(value, DefaultCapacity);
            Machine.Grow(this, capacity);
            var items = new object?[capacity];
            Array.Copy(_items, items, _size);
            _items = items;
        }
    }

    public virtual int Count => _size;

    public virtual bool IsFixedSize => false;

    public virtual bool IsReadOnly => false;

    public virtual bool IsSynchronized => false;

    public virtual object SyncRoot => _syncRoot ??= new object();

    public virtual object? this[int index]
    {
        get => (uint)index < (uint)_size ? _items[index] : throw new ArgumentOutOfRangeException();
        set => _items[At(index)] = value;
    }

    public virtual int Add(object? value)
    {
        if (_size == _items.Length)
            Capacity = _size * 2;
        _items[_size] = value;
        return _size++;
    }

    public virtual int BinarySearch(object value, IComparer comparer) => Array.BinarySearch(_items, 0, _size, value, comparer);

    public virtual void Clear()
    {
        Array.Clear(_items, 0, _size);
        _size = 0;
    }

    public virtual object Clone()
    {
        var clone = new ArrayList { Capacity = _size, _size = _size };
        Array.Copy(_items, clone._items, _size);
        return clone;
    }

    public virtual bool Contains(object? value) => IndexOf(value) >= 0;

    public virtual void CopyTo(Array array) => CopyTo(array, 0);

    public virtual void CopyTo(Array array, int index) => Array.Copy(_items, 0, array, index, _size);

    public virtual IEnumerator GetEnumerator() => new ArrayCursor(_items, 0, _size);

    public virtual int IndexOf(object? value) => Array.IndexOf(_items, value, 0, _size);

    public virtual int IndexOf(object? value, int startIndex) => Array.IndexOf(_items, value, startIndex, _size - startIndex);

    public virtual int IndexOf(object? value, int startIndex, int count) => Array.IndexOf(_items, value, startIndex, count);

    public virtual void Insert(int index, object? value)
    {
        if (index < 0 || index > _size)
            throw new ArgumentOutOfRangeException();
        if (_size == _items.Length)
            Capacity = _size * 2;
        Array.Copy(_items, index, _items, index + 1, _size - index);
        _items[index] = value;
        _size++;
    }

    public virtual void Remove(object? value)
    {
        var index = IndexOf(value);
        if (index >= 0)
            RemoveAt(index);
    }

    public virtual void RemoveAt(int index)
    {
        At(index);
        _size--;
        Array.Copy(_items, index + 1, _items, index, _size - index);
        _items[_size] = null;
    }

    public virtual object?[] ToArray() => (object?[])ToArray(typeof(object));

    public virtual Array ToArray(Type type)
    {
        var array = Array.CreateInstance(type, _size);
        Array.Copy(_items, 0, array, 0, _size);
        return array;
    }

    private int At(int index) => index >= 0 && index < _size ? index : throw new ArgumentOutOfRangeException();
}
