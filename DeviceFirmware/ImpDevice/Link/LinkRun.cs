using System.Threading;

namespace ImpDevice.Link;

/// <summary>One opening of the link; its threads end when it is stopped, at the latest when their present exchange does.</summary>
internal sealed class LinkRun
{
    private readonly ManualResetEvent _stop = new ManualResetEvent(false);

    internal bool Stopped
    {
        get { return _stop.WaitOne(0, false); }
    }

    internal void Stop()
    {
        _stop.Set();
    }

    /// <summary>A pause that ends early when stopped.</summary>
    internal void Wait(int ms)
    {
        _stop.WaitOne(ms, false);
    }
}
