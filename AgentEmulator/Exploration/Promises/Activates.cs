namespace AgentEmulator.Exploration.Promises;

/// <summary>The one that is about what must happen. It is asked for, once nothing goes wrong on purpose any more.</summary>
internal sealed class Activates(FactoryLab lab) : Promise(lab)
{
    /// <summary>Longest time, once nothing goes wrong any more, to an activation or to a reason; and from a person's restart to the activation.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public override string Name => "activates";

    public override string Text =>
        "once nothing goes wrong any more, every board activates within 15 minutes of its own time, or says why not; then a restart " +
        "(two when bits of its flash have flipped), and provisioning it again where it asks for that, makes it activate within 15 minutes. " +
        "After one more power cycle it runs production";

    /// <summary>Runs the lab until every board has kept the promise, or breaks it.</summary>
    /// <returns>How often a person had to restart a board.</returns>
    public int Await()
    {
        var restarts = 0;
        foreach (var board in Lab.Boards)
            board.Board.PowerOn();
        for (var round = 0; ; round++)
        {
            Lab.RunUntil(() => Lab.Boards.All(b => b.IsActivated || b.Reason is not null), Within);
            var waiting = Lab.Boards.Where(b => !b.IsActivated).ToList();
            if (Lab.Violation is not null || waiting.Count == 0)
                break;
            foreach (var board in waiting)
            {
                if (Objection(board, round) is { } objection)
                {
                    Break(board, objection + LastLine(board));
                    return restarts;
                }

                restarts++;
                Restart(board);
            }
        }

        if (Lab.Violation is null)
            StartOnceMore();
        return restarts;
    }

    private static string? Objection(FactoryBoard board, int restarts)
    {
        if (board.Reason is not { } reason)
            return $"{Within.TotalMinutes:0} minutes after the last fault or restart it is neither activated nor says why not";
        // A flipped bit can bring an older configuration back, and with it a token that is refused once more.
        var most = board.FlippedBits > 0 ? 2 : 1;
        return restarts < most ? null : $"after {restarts} restarts it is not activated but says \"{reason}\"";
    }

    private void Restart(FactoryBoard board)
    {
        var provision = board.Reason!.StartsWith("not-provisioned", StringComparison.Ordinal);
        board.Board.PowerOff();
        if (provision)
            Lab.Provision(board);
        Lab.Lab.After(Pause, board.Board.PowerOn);
    }

    private void StartOnceMore()
    {
        foreach (var board in Lab.Boards)
            board.Board.PowerCycle(Pause);
        if (Lab.RunUntil(() => Lab.Boards.All(b => b.IsActivated), Within) || Lab.Violation is not null)
            return;
        var late = Lab.Boards.First(b => !b.IsActivated);
        Break(late, $"{Within.TotalMinutes:0} minutes after a power cycle it does not run production{LastLine(late)}");
    }

    private static string LastLine(FactoryBoard board) =>
        board.Board.Console.Lines.Count == 0 ? "" : $"; its last line: {board.Board.Console.Lines.Last().Text}";
}
