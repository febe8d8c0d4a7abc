namespace System.Runtime.CompilerServices;

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum MethodCodeType
{
    IL = 0,
    Native = 1,
    OPTIL = 2,
    Runtime = 3,
}
