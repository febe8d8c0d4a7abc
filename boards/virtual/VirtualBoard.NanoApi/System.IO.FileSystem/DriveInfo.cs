namespace System.IO;

/// <summary>Stands in for nanoFramework's information about a drive. A virtual board has one, I:, on its config partition.</summary>
public sealed class DriveInfo
{
    /// <exception cref="IOException">Any other drive than I:.</exception>
    public DriveInfo(string driveName)
    {
        ArgumentNullException.ThrowIfNull(driveName);
        if (!driveName.StartsWith("I:", StringComparison.OrdinalIgnoreCase))
            throw Volume.Error(IOException.IOExceptionErrorCode.VolumeNotFound);
        Name = driveName;
        Refresh();
    }

    public DriveType DriveType { get; set; }

    public string Name { get; set; }

    /// <summary>Bytes of the partition, of which the file system needs some itself.</summary>
    public long TotalSize { get; set; }

    public static DriveInfo[] GetDrives() => [new DriveInfo(Volume.Drive)];

    public static string[] GetFileSystems() => ["LittleFS"];

    /// <summary>Does nothing: a virtual board has no removable volumes.</summary>
    public static void MountRemovableVolumes() => VirtualBoard.NanoApi.Machine.Enter();

    /// <exception cref="NotSupportedException">Always: nanoFramework's driver of littlefs cannot format.</exception>
    public void Format(string fileSystem, uint parameter) => throw new NotSupportedException();

    public void Refresh()
    {
        DriveType = DriveType.Fixed;
        TotalSize = Volume.Files.TotalSize;
    }
}
