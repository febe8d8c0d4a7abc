using AgentEmulator.Activation;

namespace AgentEmulator.Boards;

/// <summary>What boards of a factory are provisioned with.</summary>
/// <param name="Gateway">Base URL of the device gateway, as the board reaches it.</param>
/// <param name="FactorySecret">Secret that the board's key is derived from; at least 16 bytes.</param>
/// <param name="FactoryNetwork">The factory's WiFi; null for boards without WiFi.</param>
/// <param name="CaCertificate">CA certificate of an https gateway in PEM; null without.</param>
/// <param name="Fresh">Whether to delete what the firmware has stored, so that the board is as new.</param>
internal sealed record ProvisionRequest(
    string Gateway, ReadOnlyMemory<byte> FactorySecret, WifiCredentials? FactoryNetwork, string? CaCertificate = null, bool Fresh = false)
{
    /// <summary>Never the secret or the password.</summary>
    public override string ToString() => $"ProvisionRequest {{ Gateway = {Gateway}, Ssid = {FactoryNetwork?.Ssid}, Fresh = {Fresh} }}";
}
