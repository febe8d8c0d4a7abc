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
    private readonly List<string> _recovered = [];
    private string? _program;
    private string? _evidence;
    private bool _tokensStored;
    private bool _claimed;
    private bool _activated;

    /// <summary>Raised for each step reached.</summary>
    public event Action<ActivationStep>? StepReached;

    public IReadOnlyList<ActivationStep> Steps => _steps;

    /// <summary>What went wrong and was overcome.</summary>
    public IReadOnlyList<string> Recovered => _recovered;

    public bool IsFinished => FailureReason is not null || AlreadyActivated || (_activated && _claimed);

    public string? FailureReason { get; private set; }

    public bool AlreadyActivated { get; private set; }

    public string? PlanId { get; private set; }

    public string? AgentUrl { get; private set; }

    /// <summary>The run's patience has ended: what is known so far decides the reason.</summary>
    public void GiveUp()
    {
        if (!IsFinished)
            FailureReason = _evidence ?? Activation.FailureReason.NoProgress;
    }

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
                Fail(Activation.FailureReason.NotProvisioned);
                break;
            case "provisioned" when _program == "factory":
                Reach(ActivationSteps.Provisioned, boardTime, state["board"] ?? "");
                break;
            case "connect-failed":
                ConnectFailed(state);
                break;
            case "connected" when _program == "activation":
                _evidence = null;
                Reach(ActivationSteps.Connected, boardTime, state["ip"] ?? "");
                break;
            case "tests-passed":
                Reach(ActivationSteps.TestsPassed, boardTime, state["tests"] is { } tests ? $"{tests} tests" : "");
                break;
            case "tests-failed":
                Fail(Activation.FailureReason.TestsFailed);
                break;
            case "ready":
                Reach(ActivationSteps.Ready, boardTime, "");
                break;
            case "token-received":
                Reach(ActivationSteps.TokenReceived, boardTime, $"token {state["token"]}");
                break;
            case "token-refused" when state["final"] == "true":
                Fail(state["reason"] == Activation.FailureReason.ApiKeyRefused
                    ? Activation.FailureReason.ApiKeyRefused
                    : Activation.FailureReason.TokenNotAvailable);
                break;
            case "blessed":
                Reach(ActivationSteps.Blessed, boardTime, "");
                break;
            case "bless-failed":
                Fail(Activation.FailureReason.BlessRefused);
                break;
            case "tokens-stored":
                _tokensStored = true;
                Reach(ActivationSteps.TokensStored, boardTime, "");
                break;
            case "wifi-stored":
                Reach(ActivationSteps.WifiStored, boardTime, state["ssid"] ?? "");
                break;
            case "application-loaded":
                ApplicationLoaded();
                break;
            case "activated":
                _activated = true;
                AgentUrl = state["agent_url"];
                Reach(ActivationSteps.Activated, boardTime, AgentUrl ?? "");
                break;
            case "activation-refused":
                Fail(state["reason"] == Activation.FailureReason.TokenExpired
                    ? Activation.FailureReason.TokenExpired
                    : Activation.FailureReason.TokenRejected);
                break;
            case "production" when !_activated && !_tokensStored:
                AgentUrl = state["agent_url"];
                PlanId = state["plan"];
                AlreadyActivated = true;
                break;
        }
    }

    /// <summary>Follows a fact that the factory's services acknowledged.</summary>
    public void Observe(TimeSpan boardTime, FactoryEvent fact)
    {
        switch (fact.Name)
        {
            case FactoryEventNames.LinkRefused when fact["reason"] == "key-refused":
                Fail(Activation.FailureReason.BoardKeyRefused);
                break;
            case FactoryEventNames.TokenRelayed:
                PlanId = fact["plan"];
                if (int.TryParse(fact["attempts"], out var attempts) && attempts > 1)
                    _recovered.Add($"the impCloud refused {attempts - 1} token requests; the agent tried again and got its token");
                break;
            case FactoryEventNames.DeviceActivated:
                PlanId = fact["plan"];
                break;
            case FactoryEventNames.ClaimConfirmed:
                _claimed = true;
                AgentUrl ??= fact["agent_url"];
                Reach(ActivationSteps.Claimed, boardTime, $"after {fact["polls"]} polls");
                break;
            case FactoryEventNames.ClaimTimeout when !_activated:
                Fail(_evidence ?? Activation.FailureReason.ClaimTimeout);
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
        _evidence = state["reason"] switch
        {
            "wifi-credentials-refused" => Activation.FailureReason.WifiCredentialsRefused,
            "wifi-not-found" => Activation.FailureReason.WifiNotFound,
            "no-ip-address" => Activation.FailureReason.NoIpAddress,
            "no-internet" or "no-gateway" => Activation.FailureReason.NoInternet,
            _ => _evidence,
        };
        if (_program == "factory" && int.TryParse(state["attempt"], out var attempt) && attempt >= FactoryNetworkAttempts)
            Fail(_evidence ?? Activation.FailureReason.NoProgress);
    }

    private void ApplicationLoaded()
    {
        if (_tokensStored)
            _recovered.Add("the application took over after blessing, when the tokens were already stored");
        else
            Fail(Activation.FailureReason.ApplicationLoaded);
    }

    private void Reach(string step, TimeSpan boardTime, string detail)
    {
        var reached = new ActivationStep(step, boardTime, detail);
        _steps.Add(reached);
        StepReached?.Invoke(reached);
    }

    private void Fail(string reason) => FailureReason ??= reason;
}
