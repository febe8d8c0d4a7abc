using System.IO;
using VirtualBoard.NanoApi;

namespace nanoFramework.System.IO;

public delegate void RemovableDeviceEventHandler(object sender, RemovableDriveEventArgs e);

/// <summary>Stands in for nanoFramework's news of a card that came or went.</summary>
public class CardDetectChangedEventArgs : EventArgs
{
    internal CardDetectChangedEventArgs(CardDetectState state, uint slot) => (CardState, SlotIndex) = (state, slot);

    public CardDetectState CardState { get; }

    public uint SlotIndex { get; }
}

/// <summary>Stands in for nanoFramework's news of a drive that came or went.</summary>
public class RemovableDriveEventArgs : EventArgs
{
    internal RemovableDriveEventArgs(DriveInfo drive, RemovableDeviceEvent kind) => (Drive, Event) = (drive, kind);

    public enum RemovableDeviceEvent
    {
        Inserted = 0,
        Removed = 1,
    }

    public DriveInfo Drive { get; }

    public RemovableDeviceEvent Event { get; }
}

/// <summary>Stands in for nanoFramework's news of removable drives, of which a virtual board has none.</summary>
public static class StorageEventManager
{
    public static event RemovableDeviceEventHandler RemovableDeviceInserted
    {
        add => Machine.Enter();
        remove => Machine.Enter();
    }

    public static event RemovableDeviceEventHandler RemovableDeviceRemoved
    {
        add => Machine.Enter();
        remove => Machine.Enter();
    }
}
