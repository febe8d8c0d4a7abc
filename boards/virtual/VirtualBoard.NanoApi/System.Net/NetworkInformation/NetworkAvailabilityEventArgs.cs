namespace System.Net.NetworkInformation;

/// <summary>Stands in for nanoFramework's news that the link came or went; the same on hardware.</summary>
public class NetworkAvailabilityEventArgs : EventArgs
{
    internal NetworkAvailabilityEventArgs(bool isAvailable) => IsAvailable = isAvailable;

    public bool IsAvailable { get; }
}
