using VirtualBoard.NanoApi;

namespace System.Collections;

/// <summary>Stands in for nanoFramework's queue. Enumerating it does not notice changes.</summary>
public class Queue : ICollection, ICloneable
{
    private const int DefaultCapacity = 4;

    private object?[] _items = new object?[DefaultCapacity];
    private int _head;
    private int _size;

    public virtual int Count => _size;

    public virtual bool IsSynchronized => false;

    public virtual object SyncRoot => this;

    public virtual object Clone()
    {
        var clone = new Queue { _items = new object?[Math.Max(_size, DefaultCapacity)], _size = _size };
        CopyTo(clone._items, 0);
        return clone;
    }

    public virtual void Clear()
    {
        Array.Clear(_items);
        (_head, _size) = (0, 0);
    }

    public virtual void CopyTo(Array array, int index)
    {
        ArgumentNullException.ThrowIfNull(array);
        var first = Math.Min(_size, _items.Length - _head);
        Array.Copy(_items, _head, array, index, first);
        Array.Copy(_items, 0, array, index + first, _size - first);
    }

    public virtual void Enqueue(object? obj)
    {
        if (_size == _items.Length)
        {
            Machine.Grow(this, _size * 2);
            var items = new object?[_size * 2];
            CopyTo(items, 0);
            (_items, _head) = (items, 0);
        }

        _items[(_head + _size) % _items.Length] = obj;
        _size++;
    }

    public virtual IEnumerator GetEnumerator() => new ArrayCursor(_items, _head, _size);

    /// <exception cref="InvalidOperationException">The queue is empty.</exception>
    public virtual object? Dequeue()
    {
        var item = Peek();
        _items[_head] = null;
        _head = (_head + 1) % _items.Length;
        _size--;
        return item;
    }

    /// <exception cref="InvalidOperationException">The queue is empty.</exception>
    public virtual object? Peek() => _size > 0 ? _items[_head] : throw new InvalidOperationException();

    public virtual bool Contains(object? obj) => Array.IndexOf(ToArray(), obj) >= 0;

    public virtual object?[] ToArray()
    {
        var array = new object?[_size];
        CopyTo(array, 0);
        return array;
    }
}
