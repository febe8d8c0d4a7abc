namespace System.Runtime.CompilerServices;

/// <summary>Stands in for nanoFramework's list of what its runtime can do beyond the first C#.</summary>
public static class RuntimeFeature
{
    public const string DefaultImplementationsOfInterfaces = "DefaultImplementationsOfInterfaces";

    public static bool IsSupported(string feature) => feature == DefaultImplementationsOfInterfaces;
}
