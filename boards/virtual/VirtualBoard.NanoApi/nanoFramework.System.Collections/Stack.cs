using VirtualBoard.NanoApi;

namespace System.Collections;

/// <summary>Stands in for nanoFramework's stack, seen from the top down. Enumerating it does not notice changes.</summary>
public class Stack : ICollection, ICloneable
{
    private const int DefaultCapacity = 10;

    private readonly List<object?> _items = new(DefaultCapacity);

    public virtual int Count => _items.Count;

    public virtual bool IsSynchronized => false;

    public virtual object SyncRoot => this;

    public virtual void Clear() => _items.Clear();

    public virtual object Clone()
    {
        var clone = new Stack();
        clone._items.AddRange(_items);
        return clone;
    }

    public virtual bool Contains(object? obj) => Array.IndexOf(ToArray(), obj) >= 0;

    public virtual void CopyTo(Array array, int index)
    {
        ArgumentNullException.ThrowIfNull(array);
        Array.Copy(ToArray(), 0, array, index, _items.Count);
    }

    public virtual IEnumerator GetEnumerator() => new ArrayCursor(ToArray(), 0, _items.Count);

    /// <exception cref="InvalidOperationException">The stack is empty.</exception>
    public virtual object? Peek() => _items.Count > 0 ? _items[^1] : throw new InvalidOperationException();

    /// <exception cref="InvalidOperationException">The stack is empty.</exception>
    public virtual object? Pop()
    {
        var item = Peek();
        _items.RemoveAt(_items.Count - 1);
        return item;
    }

    public virtual void Push(object? obj)
    {
        if (_items.Count == _items.Capacity)
            Machine.Grow(this, Math.Max(DefaultCapacity, _items.Count * 2));
        _items.Add(obj);
    }

    public virtual object?[] ToArray()
    {
        var array = _items.ToArray();
        Array.Reverse(array);
        return array;
    }
}
