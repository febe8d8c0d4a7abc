using System;
using System.Net.Http;
using System.Threading;

namespace ImpDevice.Link;

/// <summary>Closes a response whose body takes too long, so that the thread that reads it gets an exception.</summary>
internal sealed class BodyDeadline : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly Timer _timer;

    internal BodyDeadline(HttpResponseMessage response, int ms)
    {
        _response = response;
        _timer = new Timer(Close, null, ms, Timeout.Infinite);
    }

    public void Dispose()
    {
        _timer.Dispose();
    }

    private void Close(object state)
    {
        _response.Dispose();
    }
}
