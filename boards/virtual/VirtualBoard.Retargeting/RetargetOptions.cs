using System.Reflection;

namespace VirtualBoard.Retargeting;

/// <summary>How firmware is retargeted.</summary>
public sealed record RetargetOptions
{
    /// <summary>Keeps retargeted images; null retargets at every load, which is the default.</summary>
    public ImageCache? Cache { get; init; }

    /// <summary>
    /// Folder with the nanoFramework assemblies the firmware was compiled against (<c>mscorlib.dll</c> and others); null, the
    /// default, means beside the firmware.
    /// </summary>
    public string? ReferenceFolder { get; init; }

    /// <summary>The nanoFramework that the firmware is meant for; what it does not run is refused. The default is v1.</summary>
    public NanoVersion Nano { get; init; } = NanoVersion.V1;

    /// <summary>
    /// Whether newly retargeted firmware is compiled as a whole when it is loaded, rather than method by method as it runs. It takes
    /// a second, and tells a retargeter that is being worked on what it has done wrong. The default is false.
    /// </summary>
    internal bool CompileAll { get; init; }

    /// <summary>The assembly that retargeted firmware calls; null, the default, means <c>VirtualBoard.NanoApi</c>.</summary>
    internal Assembly? NanoApi { get; init; }
}
