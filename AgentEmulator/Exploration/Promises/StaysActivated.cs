using AgentEmulator.Activation;

namespace AgentEmulator.Exploration.Promises;

internal sealed class StaysActivated(FactoryLab lab) : Promise(lab)
{
    public override string Name => "stays-activated";

    public override string Text =>
        "a board that the impCloud has activated never runs the factory program again, and one that has stored it runs production at every boot. " +
        "When bits of its flash have flipped it may have to activate again";

    public override void OnState(FactoryBoard board, ConsoleState state)
    {
        if (state.Name != "booted" || board.FlippedBits > 0)
            return;
        var program = state["program"];
        if (board.History.EverActivated && program != "production")
            Break(board, $"it had stored its activation, and boot {board.Board.BootCount} runs the {program} program");
        else if (board.History.CloudActivated && program == "factory")
            Break(board, $"the impCloud has activated it, and boot {board.Board.BootCount} runs the factory program");
    }
}
