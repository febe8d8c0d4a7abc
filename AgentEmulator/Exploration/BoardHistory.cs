using AgentEmulator.Activation;
using AgentEmulator.Events;
using VirtualBoard;

namespace AgentEmulator.Exploration;

/// <summary>What a board said on its console, and what the factory's services acknowledged about it.</summary>
internal sealed class BoardHistory
{
    /// <summary>Reports after which the board waits for a person; each comes with its reason.</summary>
    private static readonly HashSet<string> Outcomes = new(StringComparer.Ordinal)
    {
        "not-provisioned", "tests-failed", "bless-failed", "activation-refused", "unconfigured",
    };

    /// <summary>"factory", "activation", "production", or null before the boot has said so.</summary>
    public string? Program { get; private set; }

    /// <summary>Whether the present boot has said that it is activated.</summary>
    public bool IsActivated { get; private set; }

    /// <summary>Why the present boot does not go on by itself; null while it does.</summary>
    public string? Reason { get; private set; }

    /// <summary>Whether the board ever said that it has stored its activation.</summary>
    public bool EverActivated { get; private set; }

    /// <summary>Whether the impCloud ever acknowledged its activation.</summary>
    public bool CloudActivated { get; private set; }

    public int Boots { get; private set; }

    /// <summary>Token requests that the DUT's agent works on.</summary>
    public bool TokenRequestOpen { get; private set; }

    /// <summary>Whether the fixture's agent polls for a token of this board.</summary>
    public bool ClaimOpen { get; private set; }

    public void Begin(Boot boot)
    {
        Boots = boot.Number;
        (Program, IsActivated, Reason) = (null, false, null);
    }

    public void Observe(ConsoleState state)
    {
        switch (state.Name)
        {
            case "booted":
                Program = state["program"];
                break;
            case "activated" or "production":
                (IsActivated, EverActivated) = (true, true);
                break;
            case "token-refused" when state["final"] == "true":
            case { } outcome when Outcomes.Contains(outcome):
                Reason = $"{state.Name}: {state["reason"] ?? state["tests"]}";
                break;
        }
    }

    public void Observe(FactoryEvent fact)
    {
        switch (fact.Name)
        {
            case FactoryEventNames.DeviceActivated:
                CloudActivated = true;
                break;
            case FactoryEventNames.DeviceMessage when fact["name"] == "ready.for.token":
                TokenRequestOpen = true;
                break;
            case FactoryEventNames.TokenRelayed or FactoryEventNames.TokenNotAvailable:
                TokenRequestOpen = false;
                break;
            case FactoryEventNames.ClaimStarted:
                ClaimOpen = true;
                break;
            case FactoryEventNames.ClaimConfirmed or FactoryEventNames.ClaimTimeout or FactoryEventNames.ClaimCancelled:
                ClaimOpen = false;
                break;
        }
    }
}
