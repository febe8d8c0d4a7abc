using AgentEmulator.Events;

namespace AgentEmulator.Exploration.Promises;

internal sealed class DeliveredOnce(FactoryLab lab) : Promise(lab)
{
    private readonly Dictionary<string, HashSet<string>> _delivered = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _boots = new(StringComparer.Ordinal);

    public override string Name => "delivered-once";

    public override string Text => "a test result and an activation report, of which firmware sends one in a boot, reach the agent once at most";

    public override void OnFact(FactoryBoard? board, FactoryEvent fact)
    {
        if (fact.DeviceId is not { } device)
            return;
        if (fact.Name == FactoryEventNames.DeviceConnected && _boots.GetValueOrDefault(device) != fact["boot"])
        {
            _boots[device] = fact["boot"];
            _delivered[device] = new HashSet<string>(StringComparer.Ordinal);
        }

        if (fact.Name == FactoryEventNames.DeviceMessage && fact["name"] is "test.result" or "activation.data"
            && _delivered.TryGetValue(device, out var names) && !names.Add(fact["name"]!))
            Break(board, $"message {fact["name"]} of boot {_boots[device]} reached the agent twice");
    }
}
