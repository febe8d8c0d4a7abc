namespace System.Reflection;

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum ProcessorArchitecture
{
    None = 0,
    MSIL = 1,
    X86 = 2,
    IA64 = 3,
    Amd64 = 4,
}
