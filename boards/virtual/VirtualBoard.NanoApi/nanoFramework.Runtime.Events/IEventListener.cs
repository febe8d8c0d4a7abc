namespace nanoFramework.Runtime.Events;

/// <summary>Stands in for nanoFramework's listener to a category of events; the same on hardware.</summary>
public interface IEventListener
{
    void InitializeForEventSource();

    bool OnEvent(BaseEvent ev);
}
