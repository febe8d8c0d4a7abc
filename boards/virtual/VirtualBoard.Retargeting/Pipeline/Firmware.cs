using Mono.Cecil;
using VirtualBoard.Retargeting.Api;

namespace VirtualBoard.Retargeting.Pipeline;

/// <summary>A program and its libraries while they are being retargeted. Passes work on all of it at once.</summary>
internal sealed class Firmware
{
    public Firmware(IReadOnlyList<FirmwareAssembly> assemblies, ApiMap api, NanoVersion nano)
    {
        Assemblies = assemblies;
        Api = api;
        Nano = nano;
    }

    /// <summary>The nanoFramework that it is meant for.</summary>
    public NanoVersion Nano { get; }

    /// <summary>Libraries before those that use them, the program last.</summary>
    public IReadOnlyList<FirmwareAssembly> Assemblies { get; }

    /// <summary>What becomes of each nanoFramework type and member.</summary>
    public ApiMap Api { get; }

    /// <summary>What the checks have found.</summary>
    public IssueLog Issues { get; } = new();

    /// <summary>What a developer should know although the firmware runs.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>What the API check has decided for each reference, for the API map to carry out.</summary>
    public ReplacementPlan Plan { get; } = new();
}

/// <summary>One assembly of the program.</summary>
internal sealed class FirmwareAssembly
{
    public FirmwareAssembly(int index, ModuleDefinition module, NanoApiAssembly nanoApi)
    {
        Index = index;
        Module = module;
        HostReferences = new HostReferences(module, nanoApi.Assembly);
    }

    /// <summary>Position among the firmware's assemblies; also its slot in <see cref="Boot.Statics"/>.</summary>
    public int Index { get; }

    public ModuleDefinition Module { get; }

    public string Name => Module.Assembly.Name.Name;

    /// <summary>References from this assembly to what runs on the host.</summary>
    public HostReferences HostReferences { get; }

    /// <summary>The class whose instances hold the static fields.</summary>
    public TypeDefinition? Statics { get; set; }

    /// <summary>What were static constructors, in the order in which the device runs them.</summary>
    public List<MethodDefinition> Initializers { get; } = [];
}
