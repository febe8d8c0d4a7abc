namespace System.Net.Sockets;

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum SelectMode
{
    SelectRead = 0,
    SelectWrite = 1,
    SelectError = 2,
}
