using VirtualBoard;
using VirtualBoard.Flash;
using VirtualBoard.Web;

namespace AgentEmulator.Exploration.Cuts;

/// <summary>Cuts a board's power at given points, one after the other, and gives it back two seconds later.</summary>
internal sealed class CutPlan
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly FactoryLab _lab;
    private readonly FactoryBoard _board;
    private readonly IReadOnlyList<CutPoint> _cuts;
    private readonly List<UInt128> _states = [];
    private bool _isStopped;

    /// <param name="lab">The lab, its boards provisioned and without power.</param>
    /// <param name="cuts">The cuts in order; each is counted from when the board got its power back.</param>
    public CutPlan(FactoryLab lab, IReadOnlyList<CutPoint> cuts)
    {
        (_lab, _board, _cuts) = (lab, lab.Boards[0], cuts);
        _board.Board.Flash.Intercept = OnFlash;
        _board.Board.PowerLost += OnPowerLost;
        lab.Lab.Internet.Faults = OnRequest;
    }

    /// <summary>States of the world behind each cut that happened.</summary>
    public IReadOnlyList<UInt128> States => _states;

    /// <summary>Flash operations and requests since the board last got its power.</summary>
    public StageSize Size { get; private set; }

    private CutPoint? Next => _states.Count < _cuts.Count ? _cuts[_states.Count] : null;

    /// <summary>From now on nothing is counted or cut.</summary>
    public void Stop()
    {
        _isStopped = true;
        _board.Board.Flash.Intercept = null;
        _lab.Lab.Internet.Faults = null;
    }

    private FlashVerdict OnFlash(FlashOperation operation)
    {
        Size = Size with { FlashOperations = Size.FlashOperations + 1 };
        if (Next is not { Kind: CutKind.Flash } cut || cut.Number != Size.FlashOperations)
            return FlashVerdict.Proceed;
        _board.Board.Flash.Tears = RandomStream.For(_lab.Options.Seed, "cut", cut.ToString());
        return cut.Sample switch { 0 => FlashVerdict.CutBefore, 1 => FlashVerdict.CutAfter, _ => FlashVerdict.CutWithin };
    }

    private WireFault OnRequest(Board board, WebRequest request)
    {
        Size = Size with { Requests = Size.Requests + 1 };
        if (Next is not { } cut || cut.Kind == CutKind.Flash || cut.Number != Size.Requests)
            return WireFault.None;
        if (cut.Kind == CutKind.Answer)
            return WireFault.CutBeforeAnswer;
        board.PowerOff();
        return WireFault.LoseRequest;
    }

    /// <summary>The power is off, by the flash chip, by a request or by an answer that was on its way.</summary>
    private void OnPowerLost()
    {
        if (Next is null || _isStopped)
            return;
        // The board is still unwinding here; the world is looked at when it has.
        _lab.Lab.After(TimeSpan.Zero, LookAndRestore);
    }

    private void LookAndRestore()
    {
        _states.Add(WorldState.Of(_lab, _board));
        _lab.Lab.After(Pause, () =>
        {
            Size = default;
            _board.Board.PowerOn();
        });
    }
}
