using System.Threading;

namespace ImpDevice.Runtime;

/// <summary>server.connect(callback, timeout): tries on a thread of its own until it works or the time is over, and then calls back once.</summary>
internal sealed class Connecting
{
    private const int PauseMs = 2000;

    private readonly object _gate = new object();
    private readonly EventLoop _loop;
    private readonly Connection _connection;
    private readonly Recovery _recovery;
    private readonly IClock _clock;
    private ConnectCallback _callback;
    private bool _running;

    internal Connecting(EventLoop loop, Connection connection, Recovery recovery, IClock clock)
    {
        _loop = loop;
        _connection = connection;
        _recovery = recovery;
        _clock = clock;
    }

    /// <summary>While an attempt is under way, a second call only changes who is called.</summary>
    internal void Begin(ConnectCallback callback, int timeoutMs)
    {
        lock (_gate)
        {
            _callback = callback;
            if (_running) return;
            _running = true;
        }
        GuardedThread.Start("connect", () => Try(_clock.NowMs + timeoutMs), _recovery);
    }

    private void Try(long until)
    {
        int attempt = 1;
        ConnectReason reason = _connection.Connect(attempt);
        while (reason != ConnectReason.Connected && _clock.NowMs + PauseMs < until)
        {
            Thread.Sleep(PauseMs);
            reason = _connection.Connect(++attempt);
        }
        ConnectCallback callback;
        lock (_gate)
        {
            _running = false;
            callback = _callback;
            _callback = null;
        }
        if (callback != null) _loop.Post(() => callback(reason));
    }
}
