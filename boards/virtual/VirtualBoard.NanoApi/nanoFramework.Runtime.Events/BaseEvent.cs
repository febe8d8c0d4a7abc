namespace nanoFramework.Runtime.Events;

/// <summary>Stands in for nanoFramework's base of what an event carries; the same on hardware.</summary>
public class BaseEvent
{
    public ushort Source;
    public byte Message;
}
