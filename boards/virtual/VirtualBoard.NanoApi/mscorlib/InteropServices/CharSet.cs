namespace System.Runtime.InteropServices;

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum CharSet
{
    None = 1,
    Ansi = 2,
    Unicode = 3,
    Auto = 4,
}
