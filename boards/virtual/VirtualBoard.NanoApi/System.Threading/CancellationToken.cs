namespace System.Threading;

/// <summary>Stands in for nanoFramework's cancellation token.</summary>
public struct CancellationToken
{
    private readonly CancellationTokenSource? _source;
    private readonly bool _canceled;

    public CancellationToken(bool canceled) => _canceled = canceled;

    internal CancellationToken(CancellationTokenSource source) => _source = source;

    public static CancellationToken None => default;

    public bool IsCancellationRequested => _canceled || _source is { IsCancellationRequested: true };

    public bool CanBeCanceled => _canceled || _source is not null;

    /// <summary>A handle that is signaled once cancellation is requested.</summary>
    public WaitHandle WaitHandle => _source?.WaitHandle ?? new ManualResetEvent(_canceled);

    /// <summary>Calls back when cancellation is requested; at once when it already is, never when it cannot be.</summary>
    public CancellationTokenRegistration Register(Action callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (_source is not null)
            return _source.Register(callback);
        if (_canceled)
            callback();
        return default;
    }

    public bool Equals(CancellationToken other) => _source == other._source && _canceled == other._canceled;

    public override bool Equals(object? other) => other is CancellationToken token && Equals(token);

    public override int GetHashCode() =>
        _source is null ? _canceled.GetHashCode() : VirtualBoard.NanoApi.Members.ObjectMembers.GetHashCode(_source);

    public void ThrowIfCancellationRequested()
    {
        if (IsCancellationRequested)
            throw new OperationCanceledException();
    }
}
