using AgentEmulator.Activation;
using AgentEmulator.Agents;
using AgentEmulator.Cloud;
using AgentEmulator.Cloud.Storage;
using AgentEmulator.Gateway;

namespace AgentEmulator.Hosting;

/// <summary>Everything a factory is set up with, whichever way it is hosted.</summary>
internal sealed record FactoryOptions
{
    /// <summary>BlinkUp API key that the emulator takes unless told otherwise; no secret.</summary>
    public const string EmulatorApiKey = "blinkup-api-key-of-the-emulator";

    /// <summary>Device id of the BlinkUp fixture; DUTs see it as factory_imp_device_id.</summary>
    public string FixtureDeviceId { get; init; } = "5000f1c700000001";

    /// <summary>Where ids come from: <see cref="SeededIds"/> for reproducible runs, <see cref="RandomIds"/> for services that others reach.</summary>
    public required IIdSource Ids { get; init; }

    public required CloudOptions Cloud { get; init; }

    /// <summary>
    /// Where the state of cloud and agents is kept; whoever gives it disposes it. The default, null, keeps it in memory as long
    /// as the factory runs.
    /// </summary>
    public ICloudStore? Store { get; init; }

    public required GatewayOptions Gateway { get; init; }

    /// <summary>
    /// Settings of the DUT's agent. EnrollUrl and ApiKey may be left empty: then the embedded impCloud and its first
    /// key are used.
    /// </summary>
    public required DutAgentSettings Dut { get; init; }

    /// <summary>Settings of the fixture's agent; empty EnrollUrl and ApiKey as in <see cref="Dut"/>.</summary>
    public FixtureAgentSettings Fixture { get; init; } = new() { ApiKey = "", EnrollUrl = "" };

    /// <summary>Another impCloud that DUT agents fetch their tokens from; null (the default) for the embedded one.</summary>
    public TokenSource? Tokens { get; init; }

    /// <summary>Replaces the built-in agent programs; gets the built-in ones.</summary>
    public Func<AgentPrograms, AgentPrograms>? Programs { get; init; }

    /// <summary>
    /// A factory set up as the guide demands: the production group does not load code after blessing.
    /// </summary>
    /// <param name="ids">Where ids come from.</param>
    /// <param name="apiKey">BlinkUp API key of the embedded impCloud's account.</param>
    /// <param name="factorySecret">Secret of the board keys, at least 16 bytes.</param>
    /// <param name="ssid">Network the product is to join; null when none is programmed.</param>
    /// <param name="password">Its password.</param>
    public static FactoryOptions Create(
        IIdSource ids, string apiKey, ReadOnlyMemory<byte> factorySecret, string? ssid, string password) => new()
        {
            Ids = ids,
            Cloud = new CloudOptions { ApiKeys = [apiKey], LoadCodeAfterBlessing = false },
            Gateway = new GatewayOptions { FactorySecret = factorySecret },
            Dut = new DutAgentSettings { ApiKey = "", EnrollUrl = "", Ssid = ssid, Password = password },
        };
}
