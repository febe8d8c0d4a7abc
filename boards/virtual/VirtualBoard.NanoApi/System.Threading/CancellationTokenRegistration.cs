namespace System.Threading;

/// <summary>Stands in for nanoFramework's registration; disposing of it waits for a callback under way on another thread.</summary>
public struct CancellationTokenRegistration : IDisposable
{
    private readonly Action? _callback;
    private readonly CancellationTokenSource? _source;

    internal CancellationTokenRegistration(Action callback, CancellationTokenSource source) => (_callback, _source) = (callback, source);

    public static bool operator ==(CancellationTokenRegistration left, CancellationTokenRegistration right) => left.Equals(right);

    public static bool operator !=(CancellationTokenRegistration left, CancellationTokenRegistration right) => !left.Equals(right);

    public void Dispose()
    {
        if (_callback is not null)
            _source?.Unregister(_callback);
    }

    public override bool Equals(object? obj) => obj is CancellationTokenRegistration other && Equals(other);

    public bool Equals(CancellationTokenRegistration other) => _callback == other._callback && _source == other._source;

    public override int GetHashCode() => _source is null ? 0 : VirtualBoard.NanoApi.Members.ObjectMembers.GetHashCode(_source);
}
