namespace System.Runtime.CompilerServices;

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum MethodImplOptions
{
    Unmanaged = 4,
    ForwardRef = 16,
    PreserveSig = 128,
    InternalCall = 4096,
    Synchronized = 32,
    NoInlining = 8,
}
