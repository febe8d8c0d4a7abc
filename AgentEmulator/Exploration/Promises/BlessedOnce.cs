using AgentEmulator.Events;

namespace AgentEmulator.Exploration.Promises;

internal sealed class BlessedOnce(FactoryLab lab) : Promise(lab)
{
    private readonly HashSet<string> _blessed = new(StringComparer.Ordinal);

    public override string Name => "blessed-once";

    public override string Text => "no device is blessed twice: a blessing costs money";

    public override void OnFact(FactoryBoard? board, FactoryEvent fact)
    {
        if (fact.Name == FactoryEventNames.DeviceBlessed && !_blessed.Add(fact.DeviceId!))
            Break(board, "the device was blessed a second time");
    }

    public override void AtEnd(FactoryBoard board)
    {
        if (Lab.Services.Cloud.FindDevice(board.DeviceId) is { Blessings: > 1 } device)
            Break(board, $"the impCloud counts {device.Blessings} blessings of the device");
    }
}
