using System.Threading;

namespace ImpDevice.Link;

/// <summary>One opening of the link; its threads end when it is stopped, at the latest when their present exchange does.</summary>
internal sealed class LinkRun
{
    private readonly ManualResetEvent _stop = new ManualResetEvent(false);

    // Its own, so that the last waiter of a stopped run cannot take a signal that was meant for the next run.
    private readonly AutoResetEvent _work = new AutoResetEvent(false);

    internal bool Stopped
    {
        get { return Wait(0); }
    }

    internal void Stop()
    {
        _stop.Set();
        _work.Set();
    }

    internal void WorkAdded()
    {
        _work.Set();
    }

    /// <summary>Until work is added or the run is stopped.</summary>
    internal void WaitForWork()
    {
        _work.WaitOne();
    }

    /// <summary>A pause that ends early, with true, when stopped.</summary>
    internal bool Wait(int ms)
    {
        return _stop.WaitOne(ms, false);
    }
}
