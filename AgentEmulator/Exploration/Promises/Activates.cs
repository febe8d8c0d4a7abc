namespace AgentEmulator.Exploration.Promises;

/// <summary>The one that is about what must happen. It is asked for, once nothing goes wrong on purpose any more.</summary>
internal sealed class Activates(FactoryLab lab) : Promise(lab)
{
    /// <summary>Longest time, once nothing goes wrong any more, to an activation or to a reason; and from a person's restart to the activation.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Restart = TimeSpan.FromSeconds(2);

    public override string Name => "activates";

    public override string Text =>
        "once nothing goes wrong any more, every board activates within 15 minutes of its own time, or says why not; then a restart, " +
        "and provisioning it again where it asks for that, makes it activate within 15 minutes. After one more power cycle it runs production";

    /// <summary>Runs the lab until every board has kept the promise, or breaks it.</summary>
    /// <returns>How many boards a person had to restart.</returns>
    public int Await()
    {
        var restarted = 0;
        foreach (var board in Lab.Boards)
            board.Board.PowerOn();
        Lab.RunUntil(() => Lab.Boards.All(b => b.IsActivated || b.History.Reason is not null), Within);
        foreach (var board in Lab.Boards.Where(b => !b.IsActivated))
        {
            if (board.History.Reason is not { } reason)
            {
                Break(board, $"{Within.TotalMinutes:0} minutes after the last fault it is neither activated nor says why not{LastLine(board)}");
                return restarted;
            }

            restarted++;
            board.Board.PowerOff();
            if (reason.StartsWith("not-provisioned", StringComparison.Ordinal))
                Lab.Provision(board);
            Lab.Lab.After(Restart, board.Board.PowerOn);
        }

        if (restarted > 0)
            Expect(board => board.IsActivated, "after a restart it is not activated");
        foreach (var board in Lab.Boards)
            board.Board.PowerCycle(Restart);
        Lab.Lab.RunFor(TimeSpan.Zero);
        Expect(board => board.IsActivated, "after a power cycle it does not run production");
        return restarted;
    }

    private void Expect(Func<FactoryBoard, bool> holds, string otherwise)
    {
        if (Lab.Violation is not null || Lab.RunUntil(() => Lab.Boards.All(holds), Within) || Lab.Violation is not null)
            return;
        var board = Lab.Boards.First(b => !holds(b));
        Break(board, $"{otherwise} in {Within.TotalMinutes:0} minutes{LastLine(board)}");
    }

    private static string LastLine(FactoryBoard board) =>
        board.Board.Console.Lines.Count == 0 ? "" : $"; its last line: {board.Board.Console.Lines.Last().Text}";
}
