namespace ImpDevice.Runtime;

/// <summary>What server.setsendtimeoutpolicy has set; not kept over a restart. Read on several threads, written by handlers.</summary>
internal sealed class SendPolicy
{
    internal const int DefaultTimeoutMs = 30000;

    private readonly object _gate = new object();
    private ErrorPolicy _onError = ErrorPolicy.SuspendOnError;
    private WaitPolicy _wait = WaitPolicy.WaitTilSent;
    private int _timeoutMs = DefaultTimeoutMs;

    internal ErrorPolicy OnError
    {
        get
        {
            lock (_gate) return _onError;
        }
    }

    internal WaitPolicy Wait
    {
        get
        {
            lock (_gate) return _wait;
        }
    }

    internal int TimeoutMs
    {
        get
        {
            lock (_gate) return _timeoutMs;
        }
    }

    /// <summary>Connections are not restored without end, and the program is told.</summary>
    internal bool Returns
    {
        get { return OnError != ErrorPolicy.SuspendOnError; }
    }

    internal void Set(ErrorPolicy onError, WaitPolicy wait, int timeoutMs)
    {
        lock (_gate)
        {
            _onError = onError;
            _wait = wait;
            _timeoutMs = timeoutMs;
        }
    }
}
