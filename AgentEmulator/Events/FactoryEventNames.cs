namespace AgentEmulator.Events;

/// <summary>Names of the events which the emulator itself raises.</summary>
public static class FactoryEventNames
{
    // Device link.
    public const string DeviceConnected = "device-connected";       // program, boot, firmware, board, resumed
    public const string LinkRefused = "link-refused";               // reason, verb
    public const string DeviceMessage = "device-message";           // name: device -> agent
    public const string AgentMessage = "agent-message";             // name: agent -> device
    public const string MessageLost = "message-lost";               // name, reason
    public const string DeviceLog = "device-log";                   // level, message

    // impCloud.
    public const string DeviceAdmitted = "device-admitted";         // mac, group
    public const string TokenIssued = "token-issued";               // plan, token (shortened), expires
    public const string TokenRequestRefused = "token-request-refused"; // status, title
    public const string DeviceBlessed = "device-blessed";           // group, load_code_after_blessing
    public const string BlessingRefused = "blessing-refused";       // reason
    public const string ApplicationDeployed = "application-deployed"; // group
    public const string DeviceActivated = "device-activated";       // plan, token (shortened), agent_url
    public const string ActivationRefused = "activation-refused";   // reason, token (shortened)
    public const string DeviceUnblessed = "device-unblessed";
    public const string StorageFailed = "storage-failed";           // problem
    public const string WebhookDelivered = "webhook-delivered";     // event, attempts
    public const string WebhookFailed = "webhook-failed";           // event, attempt, problem, and retry_s or given_up

    // Agents.
    public const string AgentStarted = "agent-started";             // agent, kind
    public const string AgentMigrated = "agent-migrated";           // agent, kind
    public const string AgentFailed = "agent-failed";               // agent (kind), error: a callback threw
    public const string HttpLimited = "http-limited";               // agent (kind): its HTTP credits are used up
    public const string ConfigParamsEarly = "configparams-early";   // agent (kind): read before they are populated
    public const string AgentLog = "agent-log";                     // level, agent, message
    public const string TestResult = "test-result";                 // passed, tests, failed
    public const string TokenRelayed = "token-relayed";             // plan, token (shortened), attempts
    public const string TokenNotAvailable = "token-not-available";  // reason
    public const string ActivationReported = "activation-reported"; // plan, token (shortened): the fixture's agent answered 200
    public const string UnitFailed = "unit-failed";                 // reason, message: the DUT's agent told the fixture's
    public const string ClaimStarted = "claim-started";             // token (shortened)
    public const string ClaimConfirmed = "claim-confirmed";         // agent_url, plan, polls, failed_polls
    public const string ClaimTimeout = "claim-timeout";             // polls, failed_polls
    public const string ClaimCancelled = "claim-cancelled";         // reason
    public const string Heartbeat = "heartbeat";                    // n, uptime_s, free_heap, boot, rssi
}
