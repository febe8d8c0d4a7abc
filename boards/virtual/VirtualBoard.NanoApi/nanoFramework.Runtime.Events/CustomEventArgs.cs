namespace nanoFramework.Runtime.Events;

/// <summary>Stands in for nanoFramework's data of a custom event; the same on hardware.</summary>
public class CustomEventArgs : EventArgs
{
    internal CustomEventArgs(ushort data1, uint data2) => (Data1, Data2) = (data1, data2);

    public ushort Data1 { get; }

    public uint Data2 { get; }
}
