using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AgentEmulator.Events;

namespace AgentEmulator.Cloud;

/// <summary>
/// The embedded impCloud: plans, tokens, blessing, activation, in memory. Thread-safe; facts are raised after the
/// state has changed and without the lock held.
/// </summary>
internal sealed class ImpCloud
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, CloudDevice> _devices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EnrollmentToken> _tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<PlanDevice, string> _agentIds = [];
    private readonly HashSet<string> _plans = new(StringComparer.Ordinal);
    private readonly CloudOptions _options;
    private readonly TimeProvider _time;
    private readonly IIdSource _ids;
    private readonly FactoryJournal _journal;
    private readonly Func<string, string> _agentUrl;

    /// <param name="options">Keys and defaults; see <see cref="CloudOptions"/>.</param>
    /// <param name="faults">Switchable at run time.</param>
    /// <param name="time">The only clock used.</param>
    /// <param name="ids">Where plan, token and agent ids come from.</param>
    /// <param name="journal">Gets every acknowledged fact.</param>
    /// <param name="agentUrl">URL of the agent with the given id.</param>
    public ImpCloud(
        CloudOptions options, FactoryFaults faults, TimeProvider time, IIdSource ids, FactoryJournal journal,
        Func<string, string> agentUrl)
    {
        options.Validate();
        _options = options;
        Faults = faults;
        _time = time;
        _ids = ids;
        _journal = journal;
        _agentUrl = agentUrl;
        ProductionGroup.LoadCodeAfterBlessing = options.LoadCodeAfterBlessing;
    }

    private readonly record struct PlanDevice(string DeviceId, string PlanId);

    public FactoryFaults Faults { get; }

    public DeviceGroup DutGroup { get; } = new("dut");

    public DeviceGroup ProductionGroup { get; } = new("production");

    public int MaxBodyBytes => _options.MaxBodyBytes;

    /// <summary>Compares with every key in full, so that time tells nothing about them.</summary>
    public bool IsKeyAccepted(string key)
    {
        var given = Encoding.UTF8.GetBytes(key);
        var accepted = false;
        foreach (var known in _options.ApiKeys)
            accepted |= CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(known));
        return accepted;
    }

    /// <summary>A new token; for the given plan, or for a new plan when null. Null when the plan is not known.</summary>
    public IssuedToken? Enroll(string? planId)
    {
        EnrollmentToken token;
        lock (_gate)
        {
            if (planId is null)
            {
                planId = _ids.Hex16("plan");
                _plans.Add(planId);
            }
            else if (!_plans.Contains(planId))
            {
                return null;
            }

            var lifetime = Faults.TokenLifetime ?? _options.TokenLifetime;
            token = new EnrollmentToken(_ids.Hex16("token"), planId, _time.GetUtcNow() + lifetime);
            _tokens.Add(token.Id, token);
        }

        _journal.Raise(
            FactoryEventNames.TokenIssued, null,
            new("plan", token.PlanId), new("token", Secrets.Shorten(token.Id)),
            new("expires", token.ExpiresAt.ToString("O", CultureInfo.InvariantCulture)));
        return new IssuedToken(token.PlanId, token.Id);
    }

    public void RefusedTokenRequest(int status, string title) =>
        _journal.Raise(
            FactoryEventNames.TokenRequestRefused, null,
            new("status", status.ToString(CultureInfo.InvariantCulture)), new("title", title));

    /// <summary>What a claim poll sees, or null when the token was never issued.</summary>
    public ClaimView? FindClaim(string tokenId)
    {
        lock (_gate)
        {
            return _tokens.TryGetValue(tokenId, out var token)
                ? new ClaimView(
                    token.Id, token.PlanId, token.ClaimedAt, token.ClaimedBy,
                    token.AgentId is { } agentId ? _agentUrl(agentId) : null)
                : null;
        }
    }

    public DeviceView? FindDevice(string deviceId)
    {
        lock (_gate)
            return _devices.TryGetValue(deviceId, out var device) ? device.View() : null;
    }

    public IReadOnlyList<DeviceView> Devices()
    {
        lock (_gate)
            return [.. _devices.Values.Select(device => device.View()).OrderBy(device => device.Id, StringComparer.Ordinal)];
    }

    /// <summary>Puts an unknown device into the DUT group, as a successful factory BlinkUp does; known ones stay as they are.</summary>
    public void Admit(string deviceId, string mac)
    {
        lock (_gate)
        {
            if (_devices.ContainsKey(deviceId))
                return;
            var device = new CloudDevice(deviceId, mac, DutGroup);
            device.Record(_time.GetUtcNow(), "admitted");
            _devices.Add(deviceId, device);
        }

        _journal.Raise(FactoryEventNames.DeviceAdmitted, deviceId, new("mac", mac), new("group", DutGroup.Name));
    }

    /// <summary>Blesses a DUT. Idempotent: a blessed device stays blessed and is told so again.</summary>
    public BlessOutcome Bless(string deviceId, bool testsPassed)
    {
        BlessOutcome outcome;
        lock (_gate)
            outcome = BlessLocked(deviceId, testsPassed);

        if (!outcome.Blessed)
            _journal.Raise(FactoryEventNames.BlessingRefused, deviceId, new FactoryDetail("reason", outcome.Reason));
        else if (outcome.First)
            _journal.Raise(
                FactoryEventNames.DeviceBlessed, deviceId,
                new("group", ProductionGroup.Name),
                new("load_code_after_blessing", ProductionGroup.LoadCodeAfterBlessing ? "true" : "false"));
        if (outcome is { First: true, ApplicationAtOnce: true })
            Deployed(deviceId);
        return outcome;
    }

    /// <summary>Raises the fact that the application was deployed to the device.</summary>
    public void Deployed(string deviceId) =>
        _journal.Raise(
            FactoryEventNames.ApplicationDeployed, deviceId, new FactoryDetail("group", ProductionGroup.Name));

    /// <summary>Activates a blessed device with a token. Idempotent for the same device and token.</summary>
    public ActivationOutcome Activate(string deviceId, string planId, string tokenId)
    {
        ActivationOutcome outcome;
        bool first;
        lock (_gate)
            outcome = ActivateLocked(deviceId, planId, tokenId, out first);

        if (!outcome.Activated)
            _journal.Raise(
                FactoryEventNames.ActivationRefused, deviceId,
                new("reason", outcome.Reason), new("token", Secrets.Shorten(tokenId)));
        else if (first)
            _journal.Raise(
                FactoryEventNames.DeviceActivated, deviceId,
                new("plan", planId), new("token", Secrets.Shorten(tokenId)), new("agent_url", outcome.AgentUrl));
        return outcome;
    }

    /// <summary>Makes a production device a development device again; it must go through the factory once more.</summary>
    public UnblessOutcome Unbless(string deviceId)
    {
        lock (_gate)
        {
            if (!_devices.TryGetValue(deviceId, out var device))
                return UnblessOutcome.DeviceUnknown;
            if (device.State < DeviceState.Blessed)
                return UnblessOutcome.NotBlessed;
            _devices.Remove(deviceId);
            return UnblessOutcome.Unblessed;
        }
    }

    private BlessOutcome BlessLocked(string deviceId, bool testsPassed)
    {
        var now = _time.GetUtcNow();
        if (!_devices.TryGetValue(deviceId, out var device))
            return Refuse(RefusalReasons.NotADut, "the device is in no DUT group");
        if (!testsPassed)
        {
            device.Record(now, "tests-failed");
            return Refuse(RefusalReasons.TestsFailed, "the device reported failed tests");
        }

        if (device.State >= DeviceState.Blessed)
            return new BlessOutcome(true, First: false, "", "", AtOnce(device, now));
        if (Faults.RefuseBlessing is { } message)
        {
            device.Record(now, "bless-refused");
            return Refuse(RefusalReasons.BlessRefused, message);
        }

        device.State = DeviceState.Blessed;
        device.Group = ProductionGroup;
        device.Blessings++;
        device.ApplicationDueAt = ProductionGroup.LoadCodeAfterBlessing ? now + _options.ApplicationTakeoverDelay : null;
        device.Record(now, "blessed");
        return new BlessOutcome(true, First: true, "", "", AtOnce(device, now));

        static BlessOutcome Refuse(string reason, string text) => new(false, false, reason, text, false);
        static bool AtOnce(CloudDevice device, DateTimeOffset now) =>
            device.State == DeviceState.Blessed && device.ApplicationDueAt <= now;
    }

    private ActivationOutcome ActivateLocked(string deviceId, string planId, string tokenId, out bool first)
    {
        first = false;
        var now = _time.GetUtcNow();
        if (!_tokens.TryGetValue(tokenId, out var token))
            return Refuse(RefusalReasons.TokenUnknown, "no such token was issued");
        if (token.PlanId != planId)
            return Refuse(RefusalReasons.TokenUnknown, "the token belongs to another plan");
        if (token.ClaimedBy is not null)
        {
            return token.ClaimedBy == deviceId
                ? new ActivationOutcome(true, token.AgentId!, _agentUrl(token.AgentId!), "", "")
                : Refuse(RefusalReasons.TokenUsed, "the token was used by another device");
        }

        if (!_devices.TryGetValue(deviceId, out var device) || device.State < DeviceState.Blessed)
            return Refuse(RefusalReasons.NotBlessed, "the device is not blessed");
        if (now >= token.ExpiresAt)
        {
            device.Record(now, RefusalReasons.TokenExpired);
            return Refuse(RefusalReasons.TokenExpired, "the token expired before it was used");
        }

        var pair = new PlanDevice(deviceId, planId);
        if (!_agentIds.TryGetValue(pair, out var agentId))
        {
            agentId = _ids.AgentId($"agent/{deviceId}/{planId}");
            _agentIds.Add(pair, agentId);
        }

        token.ClaimedAt = now;
        token.ClaimedBy = deviceId;
        token.AgentId = agentId;
        device.State = DeviceState.Activated;
        device.ApplicationDueAt = null;
        device.PlanId = planId;
        device.AgentId = agentId;
        device.Record(now, "activated");
        first = true;
        return new ActivationOutcome(true, agentId, _agentUrl(agentId), "", "");

        static ActivationOutcome Refuse(string reason, string text) => new(false, "", "", reason, text);
    }
}
