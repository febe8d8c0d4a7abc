using AgentEmulator.Cloud.Storage;
using AgentEmulator.Events;

namespace AgentEmulator.Cloud;

/// <summary>Blessing and activation.</summary>
internal sealed partial class ImpCloud
{
    /// <summary>
    /// Blesses a DUT: it goes to the production target of the fixture that configured it. Idempotent: a blessed device stays
    /// blessed and is told so again.
    /// </summary>
    public BlessOutcome Bless(string deviceId, bool testsPassed)
    {
        BlessOutcome outcome;
        DeviceGroupRecord? group;
        List<WebhookDeliveryRecord> deliveries = [];
        lock (_state.Gate)
        {
            outcome = BlessLocked(deviceId, testsPassed, deliveries);
            group = _state.Groups.Find(_state.Devices.Find(deviceId)?.GroupId);
        }

        if (!outcome.Blessed)
            _journal.Raise(FactoryEventNames.BlessingRefused, deviceId, new FactoryDetail("reason", outcome.Reason));
        else if (outcome.First)
            _journal.Raise(
                FactoryEventNames.DeviceBlessed, deviceId,
                new("group", group!.Name), new("load_code_after_blessing", group.LoadCodeAfterBlessing ? "true" : "false"));
        if (outcome is { First: true, ApplicationAtOnce: true })
            Deployed(deviceId);
        Announce(deliveries);
        return outcome;
    }

    /// <summary>Activates a blessed device with a token. Idempotent for the same device and token.</summary>
    public ActivationOutcome Activate(string deviceId, string planId, string tokenId)
    {
        ActivationOutcome outcome;
        bool first;
        string? earlierAgent;
        List<WebhookDeliveryRecord> deliveries = [];
        lock (_state.Gate)
        {
            earlierAgent = _state.Devices.Find(deviceId)?.AgentId;
            outcome = ActivateLocked(deviceId, planId, tokenId, deliveries, out first);
        }

        if (!outcome.Activated)
            _journal.Raise(
                FactoryEventNames.ActivationRefused, deviceId,
                new("reason", outcome.Reason), new("token", Secrets.Shorten(tokenId)));
        else if (first)
            _journal.Raise(
                FactoryEventNames.DeviceActivated, deviceId,
                new("plan", planId), new("token", Secrets.Shorten(tokenId)), new("agent_url", outcome.AgentUrl));
        if (first && earlierAgent is not null && earlierAgent != outcome.AgentId)
            AgentEnded?.Invoke(earlierAgent);
        Announce(deliveries);
        return outcome;
    }

    private BlessOutcome BlessLocked(string deviceId, bool testsPassed, List<WebhookDeliveryRecord> deliveries)
    {
        var now = _time.GetUtcNow();
        var changes = _state.Begin();
        if (_state.Devices.Find(deviceId) is not { State: >= DeviceState.DeviceUnderTest } device)
            return Refuse(RefusalReasons.NotADut, "the device is in no DUT group");
        if (!testsPassed)
            return RefuseAndNote("tests-failed", RefusalReasons.TestsFailed, "the device reported failed tests");
        if (device.State >= DeviceState.Blessed)
        {
            changes.Put(_state.Devices, device with { LastBlessedAt = now });
            changes.Commit();
            return new BlessOutcome(true, First: false, "", "", AtOnce(device, now));
        }

        if (Faults.RefuseBlessing is { } message)
            return RefuseAndNote("bless-refused", RefusalReasons.BlessRefused, message);
        if (TargetsOf(device.FixtureId ?? "") is not { } targets)
            return RefuseAndNote("bless-refused", RefusalReasons.BlessRefused, "the fixture has no production target");

        var blessed = device with
        {
            State = DeviceState.Blessed,
            GroupId = targets.Production.Id,
            Blessings = device.Blessings + 1,
            FirstBlessedAt = device.FirstBlessedAt ?? now,
            LastBlessedAt = now,
            ApplicationDueAt = targets.Production.LoadCodeAfterBlessing ? now + _options.ApplicationTakeoverDelay : null,
        };
        changes.Put(_state.Devices, Note(changes, blessed, now, "blessed"));
        deliveries.AddRange(Queue(changes, targets.Production.Id, WebhookEvents.Blessing, deviceId, WebhookPayloads.Blessing(deviceId)));
        changes.Commit();
        return new BlessOutcome(true, First: true, "", "", AtOnce(blessed, now));

        BlessOutcome RefuseAndNote(string entry, string reason, string text)
        {
            changes.Put(_state.Devices, Note(changes, device, now, entry));
            changes.Commit();
            return Refuse(reason, text);
        }

        static BlessOutcome Refuse(string reason, string text) => new(false, false, reason, text, false);
        static bool AtOnce(DeviceRecord device, DateTimeOffset now) =>
            device.State == DeviceState.Blessed && device.ApplicationDueAt <= now;
    }

    private ActivationOutcome ActivateLocked(
        string deviceId, string planId, string tokenId, List<WebhookDeliveryRecord> deliveries, out bool first)
    {
        first = false;
        var now = _time.GetUtcNow();
        if (_state.Tokens.Find(tokenId) is not { } token)
            return Refuse(RefusalReasons.TokenUnknown, "no such token was issued");
        if (token.Kind != TokenKind.Production)
            return Refuse(RefusalReasons.TokenOfAnotherKind, "production devices are activated with production tokens only");
        if (token.PlanId != planId)
            return Refuse(RefusalReasons.TokenUnknown, "the token belongs to another plan");
        if (token.ClaimedBy is not null)
        {
            return token.ClaimedBy == deviceId
                ? new ActivationOutcome(true, token.AgentId!, _agentUrl(token.AgentId!), "", "")
                : Refuse(RefusalReasons.TokenUsed, "the token was used by another device");
        }

        if (_state.Devices.Find(deviceId) is not { State: >= DeviceState.Blessed } device)
            return Refuse(RefusalReasons.NotBlessed, "the device is not blessed");
        var changes = _state.Begin();
        if (token.Account != CloudAccount.Own)
            return RefuseAndNote(RefusalReasons.TokenOfAnotherAccount, "the token is of another account than the one that blessed the device");
        if (now >= token.ExpiresAt)
            return RefuseAndNote(RefusalReasons.TokenExpired, "the token expired before it was used");

        var agentId = _agents.IdOf(changes, deviceId, planId);
        if (device.AgentId != agentId)
            DropAgent(changes, device);
        changes.Put(_state.Tokens, token with { ClaimedAt = now, ClaimedBy = deviceId, AgentId = agentId });
        var activated = device with
        {
            State = DeviceState.Activated,
            ApplicationDueAt = null,
            PlanId = planId,
            AgentId = agentId,
            LastEnrolledAt = now,
        };
        changes.Put(_state.Devices, Note(changes, activated, now, "activated"));
        deliveries.AddRange(Queue(
            changes, device.GroupId, WebhookEvents.BlinkUp, deviceId, WebhookPayloads.BlinkUp(deviceId, planId, tokenId)));
        changes.Commit();
        first = true;
        return new ActivationOutcome(true, agentId, _agentUrl(agentId), "", "");

        ActivationOutcome RefuseAndNote(string reason, string text)
        {
            changes.Put(_state.Devices, Note(changes, device, now, reason));
            changes.Commit();
            return Refuse(reason, text);
        }

        static ActivationOutcome Refuse(string reason, string text) => new(false, "", "", reason, text);
    }
}
