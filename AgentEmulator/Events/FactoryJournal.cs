namespace AgentEmulator.Events;

/// <summary>Stamps facts with the emulator's time and hands them to the observer.</summary>
internal sealed class FactoryJournal(IFactoryObserver observer, TimeProvider time)
{
    public void Raise(string name, string? deviceId, params FactoryDetail[] details) =>
        observer.Observe(new FactoryEvent(name, deviceId, time.GetUtcNow(), details));
}
