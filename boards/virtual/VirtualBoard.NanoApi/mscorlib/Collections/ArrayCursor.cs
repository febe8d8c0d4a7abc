namespace System.Collections;

/// <summary>Walks over a part of an array as it was when the walk began: like nanoFramework's, it does not notice changes of the collection.</summary>
internal sealed class ArrayCursor(object?[] items, int start, int count) : IEnumerator
{
    private int _index = -1;

    public object? Current =>
        _index >= 0 && _index < count ? items[(start + _index) % items.Length] : throw new InvalidOperationException();

    public bool MoveNext()
    {
        if (_index < count)
            _index++;
        return _index < count;
    }

    public void Reset() => _index = -1;
}
