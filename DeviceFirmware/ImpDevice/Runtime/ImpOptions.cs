using ImpDevice.Diagnostics;
using ImpDevice.Networking;
using ImpDevice.Storage;

namespace ImpDevice.Runtime;

/// <summary>What <see cref="ImpRuntime.Start(ImpOptions)"/> needs to know. All of it is required.</summary>
public sealed class ImpOptions
{
    /// <summary>Which program runs.</summary>
    public ProgramKind Program { get; set; }

    /// <summary>Version of the firmware, as the gateway shall see it.</summary>
    public string FirmwareVersion { get; set; }

    /// <summary>Content of the provisioning file.</summary>
    public Provisioning Provisioning { get; set; }

    /// <summary>The stored configuration.</summary>
    public ConfigurationStore Configuration { get; set; }

    /// <summary>What the program keeps for itself.</summary>
    public UserConfiguration UserConfiguration { get; set; }

    /// <summary>The record of this boot.</summary>
    public BootRecord Boot { get; set; }

    /// <summary>Who the board is.</summary>
    public DeviceIdentity Identity { get; set; }

    /// <summary>The status LED.</summary>
    public StatusLed Led { get; set; }

    /// <summary>What to do with failures.</summary>
    public Recovery Recovery { get; set; }
}
