namespace nanoFramework.Runtime.Events;

/// <summary>Stands in for nanoFramework's event of a category that nobody processes; the same on hardware.</summary>
public class GenericEvent : BaseEvent
{
    public byte Category;
    public uint Data;
    public DateTime Time;
}
