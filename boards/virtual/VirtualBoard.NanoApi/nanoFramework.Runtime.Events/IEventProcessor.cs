namespace nanoFramework.Runtime.Events;

/// <summary>Stands in for nanoFramework's maker of events out of raw data; the same on hardware.</summary>
public interface IEventProcessor
{
    BaseEvent? ProcessEvent(uint data1, uint data2, DateTime time);
}
