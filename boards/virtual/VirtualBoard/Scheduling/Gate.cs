namespace VirtualBoard.Scheduling;

/// <summary>What a host thread waits at until it is handed the baton. The one place that knows the host's blocking primitive.</summary>
internal sealed class Gate : IDisposable
{
    private readonly SemaphoreSlim _semaphore = new(0, 1);

    public void Open() => _semaphore.Release();

    public void Pass() => _semaphore.Wait();

    public void Dispose() => _semaphore.Dispose();
}
