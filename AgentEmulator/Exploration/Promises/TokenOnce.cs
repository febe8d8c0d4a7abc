using AgentEmulator.Cloud;
using AgentEmulator.Events;

namespace AgentEmulator.Exploration.Promises;

internal sealed class TokenOnce(FactoryLab lab) : Promise(lab)
{
    private readonly HashSet<(string?, string?)> _used = [];

    public override string Name => "token-once";

    public override string Text => "no token activates twice, and no device presents the token of another or one that was never issued";

    public override void OnFact(FactoryBoard? board, FactoryEvent fact)
    {
        if (fact.Name == FactoryEventNames.DeviceActivated && !_used.Add((fact["plan"], fact["token"])))
            Break(board, $"token {fact["token"]} of plan {fact["plan"]} activated a second time");
        if (fact.Name == FactoryEventNames.ActivationRefused && fact["reason"] is RefusalReasons.TokenUsed or RefusalReasons.TokenUnknown)
            Break(board, $"the device presented token {fact["token"]}, which the impCloud refused: {fact["reason"]}");
    }
}
