using System.Text.Json;
using System.Text.Json.Serialization;
using AgentEmulator.Activation;
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
internal sealed record Provisioning(
    string Gateway, string Key, string Board, string Network, ProvisionedWifi? Wifi, ProvisionedLed? Led)
{
    /// <summary>Path on the board's volume.</summary>
    public const string BoardPath = @"I:\provision.json";

    /// <summary>The device ID of a board: on imp modules it is "5000" and the MAC.</summary>
    public static string DeviceId(ReadOnlySpan<byte> mac) => "5000" + Convert.ToHexStringLower(mac);

    /// <summary>Provisioning of a board for a factory.</summary>
    public static Provisioning For(Board board, string gateway, ReadOnlySpan<byte> factorySecret, WifiCredentials factoryNetwork) => new(
        gateway,
        Convert.ToHexStringLower(BoardKeys.Derive(factorySecret, DeviceId(board.Mac))),
        board.Definition.Name,
        board.Definition.Network switch { EthernetNetwork => "ethernet", CellularNetwork => "cellular", _ => "wifi" },
        board.Definition.Network is WifiNetwork ? new ProvisionedWifi(factoryNetwork.Ssid, factoryNetwork.Password) : null,
        board.Definition.Led is GpioLed led ? new ProvisionedLed(led.Pin, led.IsActiveLow) : null);

    /// <summary>The file's content.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ProvisioningJson.Default.Provisioning);

    /// <summary>Never the key or the password.</summary>
    public override string ToString() => $"Provisioning {{ Gateway = {Gateway}, Board = {Board}, Network = {Network} }}";
}

internal sealed record ProvisionedWifi(string Ssid, string Password);

internal sealed record ProvisionedLed(int Pin, bool ActiveLow);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Provisioning))]
internal sealed partial class ProvisioningJson : JsonSerializerContext;
