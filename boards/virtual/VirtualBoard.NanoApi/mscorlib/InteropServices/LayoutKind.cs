namespace System.Runtime.InteropServices;

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum LayoutKind
{
    Sequential = 0,
    Explicit = 2,
    Auto = 3,
}
