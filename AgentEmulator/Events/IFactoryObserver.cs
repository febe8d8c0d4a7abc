namespace AgentEmulator.Events;

/// <summary>
/// Receives every fact as it is acknowledged. Called inline, without locks held, on the thread that caused the fact;
/// live services call from several threads. An observer returns soon and does not throw.
/// </summary>
public interface IFactoryObserver
{
    void Observe(FactoryEvent factoryEvent);
}
