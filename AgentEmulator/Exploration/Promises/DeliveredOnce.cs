using AgentEmulator.Events;
using VirtualBoard;

namespace AgentEmulator.Exploration.Promises;

internal sealed class DeliveredOnce(FactoryLab lab) : Promise(lab)
{
    private readonly Dictionary<FactoryBoard, HashSet<string>> _delivered = [];

    public override string Name => "delivered-once";

    public override string Text => "a test result and an activation report, of which firmware sends one in a boot, reach the agent once at most";

    public override void OnBoot(FactoryBoard board, Boot boot) => _delivered[board] = new HashSet<string>(StringComparer.Ordinal);

    public override void OnFact(FactoryBoard? board, FactoryEvent fact)
    {
        if (board is null || fact.Name != FactoryEventNames.DeviceMessage || fact["name"] is not ("test.result" or "activation.data"))
            return;
        if (!_delivered[board].Add(fact["name"]!))
            Break(board, $"message {fact["name"]} of one boot reached the agent twice");
    }
}
