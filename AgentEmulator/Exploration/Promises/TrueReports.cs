using AgentEmulator.Cloud;
using AgentEmulator.Events;

namespace AgentEmulator.Exploration.Promises;

internal sealed class TrueReports(FactoryLab lab) : Promise(lab)
{
    public override string Name => "true-reports";

    public override string Text => "what is confirmed is so: a claim only of an activated device, an activation only of a blessed one, and board and impCloud agree at the end";

    public override void OnFact(FactoryBoard? board, FactoryEvent fact)
    {
        if (fact.Name == FactoryEventNames.ClaimConfirmed && board is { History.CloudActivated: false })
            Break(board, "the fixture's agent confirmed a claim of a device that is not activated");
        if (fact.Name == FactoryEventNames.DeviceActivated && Lab.Services.Cloud.FindDevice(fact.DeviceId!) is not { Blessings: > 0 })
            Break(board, "a device was activated that is not blessed");
    }

    public override void AtEnd(FactoryBoard board)
    {
        if (!board.History.IsActivated)
            return;
        var device = Lab.Services.Cloud.FindDevice(board.DeviceId);
        var stored = board.ReadConfiguration();
        if (device?.State != DeviceState.Activated)
            Break(board, "the board says that it is activated, and the impCloud does not");
        else if (stored.HasFiles && board.FlippedBits == 0 && stored.PlanId != device.PlanId)
            Break(board, $"the board has plan {stored.PlanId}, the impCloud has {device.PlanId}");
    }
}
