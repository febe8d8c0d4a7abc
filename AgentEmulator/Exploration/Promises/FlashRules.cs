namespace AgentEmulator.Exploration.Promises;

internal sealed class FlashRules(FactoryLab lab) : Promise(lab)
{
    public override string Name => "flash-rules";

    public override string Text => "nobody asks the flash to turn a 0 into a 1 without an erase";

    public override void AtEnd(FactoryBoard board)
    {
        if (board.FlippedBits == 0 && board.Board.Flash.ImpossibleProgramCount > 0)
            Break(board, $"{board.Board.Flash.ImpossibleProgramCount} page programs asked for a 1 where there was a 0");
    }
}
