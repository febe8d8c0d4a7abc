using System.Text.RegularExpressions;
using AgentEmulator.Events;

namespace AgentEmulator.Activation;

/// <summary>
/// What was seen on the way that explains a failure which by itself says nothing: a board that stops, a token that nobody claims.
/// The most telling is named first: what keeps the board off its network now, then failing agents, then lost messages.
/// </summary>
internal sealed partial class FailureEvidence
{
    private Finding? _network;
    private Finding? _noHandler;
    private Finding? _agentFailed;
    private Finding? _configParams;
    private Finding? _credits;
    private Finding? _fixture;

    /// <summary>The network failed with this reason of the board's; cleared by <see cref="Connected"/>.</summary>
    public void ConnectFailed(string? reason, string? detail)
    {
        var known = reason switch
        {
            "wifi-credentials-refused" => FailureReason.WifiCredentialsRefused,
            "wifi-not-found" => FailureReason.WifiNotFound,
            "no-ip-address" => FailureReason.NoIpAddress,
            "no-internet" or "no-gateway" => FailureReason.NoInternet,
            "cellular-not-supported" or "no-ethernet-interface" or "no-wifi-adapter" or "wifi-security-unsupported" => FailureReason.NetworkNotSupported,
            _ => null,
        };
        if (known is not null)
            _network = new Finding(known, detail);
    }

    public void Connected() => _network = null;

    public void ConfigParamsRead(string where) =>
        _configParams ??= new Finding(FailureReason.ConfigParamsNotReady, $"read by {where} before it was populated");

    public void Observe(FactoryEvent fact)
    {
        switch (fact.Name)
        {
            case FactoryEventNames.DeviceLog when MissingOnDevice().Match(fact["message"] ?? "") is { Success: true } missing:
                _noHandler ??= new Finding(FailureReason.NoHandler, $"the device has no handler for \"{missing.Groups[1].Value}\"");
                break;
            case FactoryEventNames.AgentLog when MissingOnAgent().Match(fact["message"] ?? "") is { Success: true } missing:
                _noHandler ??= new Finding(FailureReason.NoHandler, $"the {fact["agent"]} agent has no handler for \"{missing.Groups[1].Value}\"");
                break;
            case FactoryEventNames.AgentFailed:
                _agentFailed ??= new Finding(FailureReason.AgentFailed, $"the {fact["agent"]} agent: {fact["error"]}");
                break;
            case FactoryEventNames.ConfigParamsEarly:
                ConfigParamsRead($"the {fact["agent"]} agent");
                break;
            case FactoryEventNames.HttpLimited:
                _credits ??= new Finding(FailureReason.HttpCreditsUsedUp, $"by the {fact["agent"]} agent");
                break;
            case FactoryEventNames.AgentMigrated when fact["kind"] == "fixture":
                _fixture = new Finding(FailureReason.ClaimLost, "the fixture's agent was moved meanwhile");
                break;
        }
    }

    /// <summary>Why nobody claimed the token, when the board never came through.</summary>
    public Finding? OfNetwork => _network;

    /// <summary>Why a device got no token although it asked, or asked for none.</summary>
    public Finding? OfTalk => _agentFailed ?? _noHandler ?? _configParams ?? _credits;

    /// <summary>Why the claim of an activated board was not confirmed.</summary>
    public Finding? OfFixture => _credits ?? _agentFailed ?? _fixture;

    [GeneratedRegex("""^no handler for device\.send\(\): (.*)$""")]
    private static partial Regex MissingOnDevice();

    [GeneratedRegex("""^no handler for agent\.send\(\): "(.*)"$""")]
    private static partial Regex MissingOnAgent();
}
