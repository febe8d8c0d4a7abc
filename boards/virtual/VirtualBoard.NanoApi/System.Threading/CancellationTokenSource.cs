using VirtualBoard;
using VirtualBoard.NanoApi;

namespace System.Threading;

/// <summary>Stands in for nanoFramework's cancellation source. Delays are board time; a delayed cancellation runs its callbacks on the timer thread.</summary>
public class CancellationTokenSource : IDisposable
{
    private readonly List<Action> _callbacks = [];
    private ManualResetEvent? _event;
    private Timer? _timer;
    private Action? _executing;
    private Thread? _executingThread;
    private bool _disposed;

    public CancellationTokenSource()
    {
    }

    public CancellationTokenSource(int millisecondsDelay) => CancelAfter(millisecondsDelay);

    public CancellationTokenSource(TimeSpan delay) => CancelAfter(delay);

    public bool IsCancellationRequested { get; private set; }

    public CancellationToken Token
    {
        get
        {
            CheckDisposed();
            return new CancellationToken(this);
        }
    }

    internal WaitHandle WaitHandle
    {
        get
        {
            CheckDisposed();
            return _event ??= new ManualResetEvent(IsCancellationRequested);
        }
    }

    public void Cancel() => Cancel(false);

    /// <summary>Requests cancellation and runs the callbacks, the last registered first.</summary>
    /// <param name="throwOnFirstException">Means nothing: as on the device all callbacks run, and any failure becomes one exception at the end.</param>
    /// <exception cref="Exception">A callback threw.</exception>
    public void Cancel(bool throwOnFirstException)
    {
        Machine.Enter();
        CheckDisposed();
        if (IsCancellationRequested)
            return;
        IsCancellationRequested = true;
        _timer?.Dispose();
        _event?.Set();
        RunCallbacks();
    }

    public void CancelAfter(TimeSpan delay)
    {
        var milliseconds = (long)delay.TotalMilliseconds;
        if (milliseconds is < -1 or > int.MaxValue)
            throw new ArgumentOutOfRangeException();
        CancelAfter((int)milliseconds);
    }

    public void CancelAfter(int millisecondsDelay)
    {
        Machine.Enter();
        CheckDisposed();
        if (millisecondsDelay < Timeout.Infinite)
            throw new ArgumentOutOfRangeException();
        if (IsCancellationRequested)
            return;
        _timer ??= new Timer(_ => CancelByTimer(), null, Timeout.Infinite, Timeout.Infinite) { IsQuiet = true };
        _timer.Change(millisecondsDelay, Timeout.Infinite);
    }

    public void Dispose() => Dispose(true);

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || _disposed)
            return;
        _timer?.Dispose();
        _disposed = true;
    }

    internal CancellationTokenRegistration Register(Action callback)
    {
        Machine.Enter();
        if (IsCancellationRequested)
        {
            callback();
            return default;
        }

        if (_disposed)
            return default;
        _callbacks.Add(callback);
        return new CancellationTokenRegistration(callback, this);
    }

    internal void Unregister(Action callback)
    {
        Machine.Enter();
        _callbacks.Remove(callback);
        if (_executingThread != Thread.CurrentThread)
        {
            while (_executing == callback)
                Thread.Sleep(1);
        }
    }

    private void CancelByTimer()
    {
        if (!_disposed)
            Cancel();
    }

    private void RunCallbacks()
    {
        var failed = false;
        var thread = BoardThread.Current;
        var stack = thread?.StackUse ?? 0;
        _executingThread = Thread.CurrentThread;
        while (_callbacks.Count > 0)
        {
            _executing = _callbacks[^1];
            _callbacks.RemoveAt(_callbacks.Count - 1);
            try
            {
                _executing();
            }
            catch (Exception e) when (Guest.IsCatchable(e))
            {
                thread?.StackUse = stack;
                failed = true;
            }

            _executing = null;
        }

        _executingThread = null;
        if (failed)
            throw new Exception();
    }

    private void CheckDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);
}
