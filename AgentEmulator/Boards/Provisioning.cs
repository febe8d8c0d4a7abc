using System.Text.Json;
using System.Text.Json.Serialization;
using AgentEmulator.Activation;
using AgentEmulator.Cli;
using AgentEmulator.Gateway;
using VirtualBoard;
using VirtualBoard.Boards;

namespace AgentEmulator.Boards;

/// <summary>What a board is given before it leaves for the line: where its gateway is, its key, and the factory's network.</summary>
/// <param name="Gateway">Base URL of the device gateway.</param>
/// <param name="Key">The board's own key as 64 hex characters.</param>
/// <param name="Board">Name of the board definition.</param>
/// <param name="Network">"wifi", "ethernet" or "cellular".</param>
/// <param name="Wifi">The factory network; null without WiFi.</param>
/// <param name="Led">The status LED; null when there is none that firmware can drive.</param>
/// <param name="Ca">CA certificate of an https gateway in PEM; null without.</param>
internal sealed record Provisioning(
    string Gateway, string Key, string Board, string Network, ProvisionedWifi? Wifi, ProvisionedLed? Led, string? Ca = null)
{
    /// <summary>Path on the board's volume.</summary>
    public const string BoardPath = @"I:\provision.json";

    /// <summary>The device ID of a board: on imp modules it is "5000" and the MAC.</summary>
    public static string DeviceId(ReadOnlySpan<byte> mac) => "5000" + Convert.ToHexStringLower(mac);

    /// <summary>Provisioning of a virtual board for a factory.</summary>
    public static Provisioning For(Board board, string gateway, ReadOnlySpan<byte> factorySecret, WifiCredentials factoryNetwork) =>
        For(board.Definition, board.Mac, new ProvisionRequest(gateway, factorySecret.ToArray(), factoryNetwork));

    /// <summary>Provisioning of a board of a kind.</summary>
    /// <param name="definition">The kind.</param>
    /// <param name="mac">The board's six bytes.</param>
    /// <param name="request">The factory. Its network is left out on boards without WiFi.</param>
    /// <exception cref="UsageException">The board has WiFi, and the factory has no network for it.</exception>
    public static Provisioning For(BoardDefinition definition, ReadOnlySpan<byte> mac, ProvisionRequest request)
    {
        var hasWifi = definition.Network is WifiNetwork;
        if (hasWifi && request.FactoryNetwork is null)
            throw new UsageException($"{definition.Name} reaches its gateway over WiFi: give the factory's network with --factory-ssid and --factory-password-file.");
        return new Provisioning(
            request.Gateway,
            Convert.ToHexStringLower(BoardKeys.Derive(request.FactorySecret.Span, DeviceId(mac))),
            definition.Name,
            BoardFacts.Kind(definition.Network),
            hasWifi ? new ProvisionedWifi(request.FactoryNetwork!.Ssid, request.FactoryNetwork.Password) : null,
            definition.Led is GpioLed led ? new ProvisionedLed(led.Pin, led.IsActiveLow) : null,
            request.CaCertificate);
    }

    /// <summary>The file's content.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ProvisioningJson.Default.Provisioning);

    /// <summary>Never the key or the password.</summary>
    public override string ToString() => $"Provisioning {{ Gateway = {Gateway}, Board = {Board}, Network = {Network} }}";
}

internal sealed record ProvisionedWifi(string Ssid, string Password);

internal sealed record ProvisionedLed(int Pin, bool ActiveLow);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Provisioning))]
internal sealed partial class ProvisioningJson : JsonSerializerContext;
