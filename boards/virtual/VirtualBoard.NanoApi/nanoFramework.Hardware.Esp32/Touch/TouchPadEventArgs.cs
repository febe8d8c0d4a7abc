using nanoFramework.Runtime.Events;

namespace nanoFramework.Hardware.Esp32.Touch;

public delegate void TouchPadValueChangedEventHandler(object sender, TouchPadEventArgs e);

/// <summary>Stands in for nanoFramework's news of a touch; the same on hardware.</summary>
public class TouchPadEventArgs : BaseEvent
{
    public TouchPadEventArgs(int padNumber, bool touched) => (PadNumber, Touched) = (padNumber, touched);

    public int PadNumber { get; }

    public bool Touched { get; }
}
