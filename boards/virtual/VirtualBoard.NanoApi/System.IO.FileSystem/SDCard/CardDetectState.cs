namespace nanoFramework.System.IO;

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum CardDetectState
{
    Inserted = 0,
    Removed = 1,
}
