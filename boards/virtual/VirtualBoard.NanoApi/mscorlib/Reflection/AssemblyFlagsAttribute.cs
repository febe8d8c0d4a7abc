namespace System.Reflection;

/// <summary>Stands in for nanoFramework's attribute; it only informs.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class AssemblyFlagsAttribute : Attribute
{
    public AssemblyFlagsAttribute(uint flags) => Flags = flags;

    public AssemblyFlagsAttribute(AssemblyNameFlags assemblyFlags) => Flags = (uint)assemblyFlags;

    public uint Flags { get; }
}

/// <summary>Stands in for nanoFramework's attribute: the version of the native code that an assembly needs.</summary>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class, Inherited = false)]
public sealed class AssemblyNativeVersionAttribute : Attribute
{
    public AssemblyNativeVersionAttribute(string version) => NativeVersion = version;

    public string NativeVersion { get; }
}
