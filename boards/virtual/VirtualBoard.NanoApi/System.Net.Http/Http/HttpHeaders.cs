namespace System.Net.Http.Headers;

/// <summary>Stands in for nanoFramework's headers of a message: they can be added, not read.</summary>
public abstract class HttpHeaders
{
    internal WebHeaderCollection Store { get; } = new(isOfMessage: true);

    public void Add(string name, string value) => Store.Add(name, value);

    internal void AddAll(HttpHeaders source)
    {
        foreach (var (name, value) in source.Store.Pairs)
            Store.AddInternal(name, value);
    }
}
