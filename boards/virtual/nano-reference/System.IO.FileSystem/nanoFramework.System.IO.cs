using System;
using System.IO;

namespace nanoFramework.System.IO;

public class CardDetectChangedEventArgs : EventArgs
{
    internal CardDetectChangedEventArgs() => throw null;

    public CardDetectState CardState => throw null;
    public uint SlotIndex => throw null;
}

public enum CardDetectState
{
    Inserted = 0,
    Removed = 1,
}

public delegate void RemovableDeviceEventHandler(object sender, RemovableDriveEventArgs e);

public class RemovableDriveEventArgs : EventArgs
{
    internal RemovableDriveEventArgs() => throw null;

    public DriveInfo Drive => throw null;
    public RemovableDeviceEvent Event => throw null;

    public enum RemovableDeviceEvent
    {
        Inserted = 0,
        Removed = 1,
    }
}

public static class StorageEventManager
{
    public static event RemovableDeviceEventHandler RemovableDeviceInserted { add => throw null; remove => throw null; }
    public static event RemovableDeviceEventHandler RemovableDeviceRemoved { add => throw null; remove => throw null; }
}
