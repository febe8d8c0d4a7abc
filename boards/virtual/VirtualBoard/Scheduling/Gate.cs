namespace VirtualBoard.Scheduling;

/// <summary>What a host thread waits at until it is handed the baton. The one place that knows the host's blocking primitive.</summary>
/// <remarks>
/// It is handed on from thread to thread tens of thousands of times a second, and nobody has anything to do until it comes: so waiting
/// does not spin, and costs as little as the system can do it for.
/// </remarks>
internal abstract class Gate : IDisposable
{
    public static Gate Create() => OperatingSystem.IsLinux() && LinuxGate.TryCreate() is { } gate ? gate : new PortableGate();

    /// <summary>Lets the thread that waits, or that will wait next, pass.</summary>
    public abstract void Open();

    /// <summary>Waits until the gate is opened, and closes it again.</summary>
    public abstract void Pass();

    public abstract void Dispose();

    private sealed class PortableGate : Gate
    {
        private readonly SemaphoreSlim _semaphore = new(0, 1);

        public override void Open() => _semaphore.Release();

        public override void Pass() => _semaphore.Wait();

        public override void Dispose() => _semaphore.Dispose();
    }
}
