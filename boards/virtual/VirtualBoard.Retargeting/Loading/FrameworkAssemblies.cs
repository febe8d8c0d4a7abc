namespace VirtualBoard.Retargeting.Loading;

/// <summary>
/// The assemblies of nanoFramework that the virtual board stands in for. They are read as descriptions of what firmware was
/// compiled against, never loaded as code. Any other assembly that firmware references is firmware itself.
/// </summary>
internal static class FrameworkAssemblies
{
    public const string Core = "mscorlib";

    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        Core,
        "nanoFramework.Hardware.Esp32",
        "nanoFramework.ResourceManager",
        "nanoFramework.Runtime.Events",
        "nanoFramework.Runtime.Native",
        "nanoFramework.System.Collections",
        "nanoFramework.System.Security.Cryptography",
        "nanoFramework.System.Text",
        "nanoFramework.TestFramework",
        "System.Device.Gpio",
        "System.Device.Wifi",
        "System.IO.FileSystem",
        "System.IO.Streams",
        "System.Net",
        "System.Net.Http",
        "System.Threading",
    };

    public static bool Contains(string name) => Names.Contains(name);
}
