namespace System.Reflection;

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
[Flags]
public enum AssemblyNameFlags
{
    None = 0,
    PublicKey = 1,
    EnableJITcompileOptimizer = 16384,
    EnableJITcompileTracking = 32768,
    Retargetable = 256,
}
