using VirtualBoard;

namespace AgentEmulator.Exploration.Promises;

internal sealed class Boots(FactoryLab lab) : Promise(lab)
{
    private const int MostResets = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly Dictionary<FactoryBoard, Queue<TimeSpan>> _resets = [];

    public override string Name => "boots";

    public override string Text =>
        "a board with power says \"booted\" within 15 s, and does not reset itself more than 6 times in 5 minutes: it is never bricked";

    public override void OnBoot(FactoryBoard board, Boot boot)
    {
        Lab.Lab.After(Patience, () =>
        {
            if (boot.IsAlive && board.History.Program is null)
                Break(board, $"boot {boot.Number} has not said \"booted\" in {Patience.TotalSeconds:0} s");
        });
        if (boot.Reason == ResetReason.PowerOn)
            return;
        if (!_resets.TryGetValue(board, out var resets))
            _resets.Add(board, resets = new Queue<TimeSpan>());
        resets.Enqueue(Lab.Lab.Now);
        while (resets.Peek() < Lab.Lab.Now - Window)
            resets.Dequeue();
        if (resets.Count > MostResets)
            Break(board, $"it has reset itself {resets.Count} times in {Window.TotalMinutes:0} minutes, the last time with {boot.Reason}");
    }
}
