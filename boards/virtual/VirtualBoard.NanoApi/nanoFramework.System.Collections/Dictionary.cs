namespace System.Collections;

/// <summary>Stands in for nanoFramework's key and value, which is a class with fields.</summary>
public class DictionaryEntry
{
    public object Key;
    public object? Value;

    public DictionaryEntry(object key, object? value) => (Key, Value) = (key, value);
}

/// <summary>Stands in for nanoFramework's interface, whose enumerator is an ordinary one.</summary>
public interface IDictionary : ICollection
{
    bool IsReadOnly { get; }

    bool IsFixedSize { get; }

    ICollection Keys { get; }

    ICollection Values { get; }

    object? this[object key] { get; set; }

    void Add(object key, object? value);

    void Clear();

    bool Contains(object key);

    void Remove(object key);
}

/// <summary>Stands in for nanoFramework's interface of the same name.</summary>
public interface IDictionaryEnumerator : IEnumerator
{
    object Key { get; }

    object? Value { get; }

    DictionaryEntry Entry { get; }
}
