using AgentEmulator.Events;

namespace AgentEmulator.Activation;

/// <summary>
/// Follows one activation from what the board prints and what the factory's services acknowledge, and decides when it has ended.
/// </summary>
/// <remarks>Knows nothing of boards or services but their words, so it serves virtual and real boards alike.</remarks>
internal sealed class ActivationTracker
{
    /// <summary>Attempts on the factory's own network after which the board is not expected to get there.</summary>
    private const int FactoryNetworkAttempts = 4;

    private readonly List<ActivationStep> _steps = [];
    /// <summary>From activation until a claim must be confirmed: the fixture's minute and a margin.</summary>
    private static readonly TimeSpan LongestClaim = TimeSpan.FromSeconds(90);

    private readonly List<string> _recovered = [];
    private readonly List<string> _notes = [];
    private readonly FailureEvidence _evidence = new();
    private string? _program;
    private string? _latestAgentUrl;
    private TimeSpan? _activatedAt;
    private bool _connectedAsDut;
    private bool _ready;
    private bool _tokensStored;
    private bool _blessingRecorded;
    private bool _claimStarted;
    private bool _claimed;

    /// <summary>Raised for each step reached.</summary>
    public event Action<ActivationStep>? StepReached;

    public IReadOnlyList<ActivationStep> Steps => _steps;

    /// <summary>What went wrong and was overcome.</summary>
    public IReadOnlyList<string> Recovered => _recovered;

    /// <summary>What went well and is worth knowing before the next unit.</summary>
    public IReadOnlyList<string> Notes => _notes;

    public bool IsFinished => Failure is not null || AlreadyActivated || (IsActivated && _claimed);

    /// <summary>Why it failed; null unless it did.</summary>
    public Finding? Failure { get; private set; }

    public bool AlreadyActivated { get; private set; }

    public string? PlanId { get; private set; }

    public string? AgentUrl { get; private set; }

    /// <summary>The run's patience has ended: what is known so far decides the reason.</summary>
    public void GiveUp()
    {
        if (IsFinished)
            return;
        if (IsActivated && !_claimStarted)
            Failure = new Finding(FailureReason.FixtureNotTold, _evidence.OfTalk?.Detail);
        else if (IsActivated)
            Failure = _evidence.OfFixture ?? new Finding(FailureReason.ClaimLost);
        else
            Failure = _evidence.OfNetwork ?? _evidence.OfTalk ?? new Finding(
                _connectedAsDut && !_ready ? FailureReason.NeverReady : FailureReason.NoProgress);
    }

    /// <summary>Whether the board activated so long ago that the fixture should have confirmed it.</summary>
    public bool IsOverdue(TimeSpan boardTime) => _activatedAt is { } at && boardTime - at > LongestClaim;

    /// <summary>Tells that the board lost its power on purpose.</summary>
    public void PowerWasCut(string when) => _recovered.Add($"power was cut {when}");

    /// <summary>Follows a state that the board announced.</summary>
    public void Observe(TimeSpan boardTime, ConsoleState state)
    {
        switch (state.Name)
        {
            case "booted":
                Booted(boardTime, state);
                break;
            case "not-provisioned":
                Fail(FailureReason.NotProvisioned);
                break;
            case "provisioned" when _program == "factory":
                Reach(ActivationSteps.Provisioned, boardTime, state["board"] ?? "");
                break;
            case "connect-failed":
                ConnectFailed(state);
                break;
            case "connected":
                _evidence.Connected();
                _connectedAsDut |= _program == "factory";
                if (_program == "activation")
                    Reach(ActivationSteps.Connected, boardTime, state["ip"] ?? "");
                break;
            case "configparams-not-ready":
                _evidence.ConfigParamsRead("the device");
                break;
            case "tests-passed":
                Reach(ActivationSteps.TestsPassed, boardTime, state["tests"] is { } tests ? $"{tests} tests" : "");
                break;
            case "tests-failed":
                Fail(FailureReason.TestsFailed);
                break;
            case "ready":
                _ready = true;
                Reach(ActivationSteps.Ready, boardTime, "");
                break;
            case "token-received":
                Reach(ActivationSteps.TokenReceived, boardTime, $"token {state["token"]}");
                break;
            case "token-refused" when state["final"] == "true":
                TokenRefused(state["reason"]);
                break;
            case "blessed":
                Blessed();
                Reach(ActivationSteps.Blessed, boardTime, "");
                break;
            case "bless-failed":
                Fail(FailureReason.BlessRefused);
                break;
            case "tokens-stored":
                _tokensStored = true;
                Reach(ActivationSteps.TokensStored, boardTime, "");
                break;
            case "wifi-stored":
                Reach(ActivationSteps.WifiStored, boardTime, state["ssid"] ?? "");
                break;
            case "configuration-cleared" when _tokensStored && state["kind"] is "all" or "wifi":
                Fail(FailureReason.ConfigurationCleared, $"clearconfiguration({state["kind"]}) after the tokens were stored");
                break;
            case "application-loaded":
                ApplicationLoaded();
                break;
            case "activated":
                _activatedAt = boardTime;
                AgentUrl = state["agent_url"];
                Reach(ActivationSteps.Activated, boardTime, AgentUrl ?? "");
                break;
            case "activation-refused":
                if (state["reason"] == FailureReason.TokenExpired)
                    Fail(FailureReason.TokenExpired);
                else
                    Fail(FailureReason.TokenRejected, state["message"] ?? state["reason"]);
                break;
            case "production" when !IsActivated && !_tokensStored:
                AgentUrl = state["agent_url"];
                PlanId = state["plan"];
                AlreadyActivated = true;
                break;
        }
    }

    /// <summary>Follows a fact that the factory's services acknowledged.</summary>
    public void Observe(TimeSpan boardTime, FactoryEvent fact)
    {
        _evidence.Observe(fact);
        switch (fact.Name)
        {
            case FactoryEventNames.LinkRefused when fact["reason"] == "key-refused":
                Fail(FailureReason.BoardKeyRefused);
                break;
            case FactoryEventNames.TokenRelayed:
                PlanId = fact["plan"];
                if (int.TryParse(fact["attempts"], out var attempts) && attempts > 1)
                    _recovered.Add($"the impCloud refused {attempts - 1} token requests; the agent tried again and got its token");
                break;
            case FactoryEventNames.DeviceBlessed:
                _blessingRecorded = true;
                break;
            case FactoryEventNames.DeviceActivated:
                PlanId = fact["plan"];
                AgentChanged(fact["agent_url"]);
                break;
            case FactoryEventNames.AgentMigrated:
                _recovered.Add($"the {fact["kind"]} agent was moved to another server and started anew with what it had saved");
                break;
            case FactoryEventNames.ClaimStarted:
                _claimStarted = true;
                break;
            case FactoryEventNames.ClaimConfirmed:
                _claimed = true;
                AgentUrl ??= fact["agent_url"];
                Reach(ActivationSteps.Claimed, boardTime, $"after {fact["polls"]} polls");
                break;
            case FactoryEventNames.ClaimTimeout when !IsActivated:
                Failure ??= _evidence.OfNetwork ?? new Finding(FailureReason.ClaimTimeout);
                break;
        }
    }

    private void Booted(TimeSpan boardTime, ConsoleState state)
    {
        _program = state["program"];
        if (_program == "activation")
            Reach(ActivationSteps.Rebooted, boardTime, "");
        else if (_program == "factory" && _steps.Count > 0)
            _recovered.Add("the board started over and fetched a fresh token");
    }

    private void ConnectFailed(ConsoleState state)
    {
        _evidence.ConnectFailed(state["reason"], state["detail"]);
        if (_program == "factory" && int.TryParse(state["attempt"], out var attempt) && attempt >= FactoryNetworkAttempts)
            Failure ??= _evidence.OfNetwork ?? new Finding(FailureReason.NoProgress);
    }

    private void TokenRefused(string? reason)
    {
        Failure ??= reason switch
        {
            FailureReason.ApiKeyRefused => new Finding(FailureReason.ApiKeyRefused),
            FailureReason.WifiNotConfigured => new Finding(FailureReason.WifiNotConfigured),
            "no-answer" => _evidence.OfTalk ?? new Finding(FailureReason.TokenNotAvailable, "the DUT's agent said nothing"),
            _ => _evidence.OfTalk ?? new Finding(FailureReason.TokenNotAvailable, reason),
        };
    }

    private void Blessed()
    {
        if (!_blessingRecorded)
            _notes.Add("the impCloud had blessed this device before and did not again; only unblessing with the account's unblessing key makes it a new device");
        _blessingRecorded = false;
    }

    private void AgentChanged(string? agentUrl)
    {
        if (_latestAgentUrl is { } old && old != agentUrl)
            _notes.Add($"the device has a new agent since it was enrolled under a new plan ID, and its old URL is dead: {old}. Ask for the token with the end user's plan_id to keep agent and URL");
        _latestAgentUrl = agentUrl;
    }

    private void ApplicationLoaded()
    {
        if (_tokensStored)
            _recovered.Add("the application took over after blessing, when the tokens were already stored");
        else
            Fail(FailureReason.ApplicationLoaded);
    }

    private void Reach(string step, TimeSpan boardTime, string detail)
    {
        var reached = new ActivationStep(step, boardTime, detail);
        _steps.Add(reached);
        StepReached?.Invoke(reached);
    }

    private bool IsActivated => _activatedAt is not null;

    private void Fail(string reason, string? detail = null) => Failure ??= new Finding(reason, detail);
}
