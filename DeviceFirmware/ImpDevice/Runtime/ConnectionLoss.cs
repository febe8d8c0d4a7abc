using ImpDevice.Diagnostics;

namespace ImpDevice.Runtime;

/// <summary>
/// Decides when a lost connection is lost for good. Under SuspendOnError never: the link repeats without end. Otherwise after 60 s
/// without an answer, as impOS does; then the connection is closed and the program told, on the event loop.
/// </summary>
internal sealed class ConnectionLoss
{
    private const int RestoreMs = 60000;

    private readonly object _gate = new object();
    private readonly EventLoop _loop;
    private readonly SendPolicy _policy;
    private Connection _connection;
    private DisconnectCallback _callback;
    private LoopTimer _timer;
    private ConnectReason _reason;

    internal ConnectionLoss(EventLoop loop, SendPolicy policy)
    {
        _loop = loop;
        _policy = policy;
    }

    internal void Closes(Connection connection)
    {
        _connection = connection;
    }

    /// <summary>Who is told; null for nobody. One at a time.</summary>
    internal void Tells(DisconnectCallback callback)
    {
        lock (_gate) _callback = callback;
    }

    /// <summary>An exchange failed for this reason; the first of a row starts the 60 s. Any thread.</summary>
    internal void Trouble(ConnectReason reason)
    {
        lock (_gate)
        {
            _reason = reason;
            if (_timer == null) _timer = _loop.Schedule(RestoreMs, Expired);
        }
    }

    /// <summary>The gateway answers again, or the connection was closed on purpose. Any thread.</summary>
    internal void Over()
    {
        lock (_gate)
        {
            if (_timer != null) _loop.Cancel(_timer);
            _timer = null;
        }
    }

    /// <summary>Closes the connection now and tells the program, behind the handler that runs.</summary>
    internal void GiveUp(ConnectReason reason)
    {
        Over();
        _connection.Lose(reason);
        _loop.Post(() => Tell(reason));
    }

    private void Expired()
    {
        ConnectReason reason;
        lock (_gate)
        {
            _timer = null;
            reason = _reason;
        }
        if (!_policy.Returns) return;
        _connection.Lose(reason);
        Tell(reason);
    }

    private void Tell(ConnectReason reason)
    {
        DisconnectCallback callback;
        lock (_gate) callback = _callback;
        ImpConsole.State("disconnected", new Fields().Add("reason", (int)reason).Add("told", callback != null));
        if (callback != null) callback(reason);
    }
}
