using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.Health;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;

namespace AgentEmulator.Rack.Engine;

/// <summary>Runs a rack in real time, virtual and real boards side by side, each on a thread of its own. Every fact is journaled before it counts.</summary>
internal sealed class LiveRack : IDisposable
{
    private static readonly TimeSpan FlushConsoleEvery = TimeSpan.FromMilliseconds(500);

    private readonly RackDefinition _rack;
    private readonly ulong _seed;
    private readonly RunRecorder _recorder;
    private readonly HealthJudge _judge;
    private readonly RackClock _clock;
    private readonly IReadOnlyList<(BoardSpec Spec, IRackBoard Board)> _boards;
    private readonly SemaphoreSlim _slots;
    private readonly CancellationTokenSource _nothingActive = new();
    private readonly CancellationTokenSource _broken = new();
    private Exception? _failure;

    public LiveRack(RackDefinition rack, ulong seed, RunRecorder recorder, Func<BoardSpec, FlashFigures?, IRackBoard> boards, RackClock clock)
    {
        (_rack, _seed, _recorder, _clock) = (rack, seed, recorder, clock);
        _judge = new HealthJudge(rack.Health);
        _boards = [.. rack.Boards.Select(spec => (spec, boards(spec, recorder.State.ByName[spec.Name].Flash)))];
        var atATime = Math.Min(rack.Plan.Concurrency, _boards.Count);
        _slots = new SemaphoreSlim(atATime, atATime);
    }

    /// <summary>Runs to the end of the plan, or until cancelled; then cycles under way are abandoned.</summary>
    /// <exception cref="JournalException">The journal cannot be written.</exception>
    public void Run(CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, _broken.Token);
        using var flusher = new Timer(_ => Guarded(_recorder.FlushLines), null, FlushConsoleEvery, FlushConsoleEvery);
        var threads = _boards.Select((b, i) => new Thread(() => Guarded(() => Live(b.Spec, b.Board, i, stop.Token)))
        {
            Name = $"soak {b.Spec.Name}",
            IsBackground = true,
        }).ToList();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        if (_failure is { } failure)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        _recorder.FlushLines();
    }

    public void Dispose()
    {
        foreach (var (_, board) in _boards)
            board.Dispose();
        _slots.Dispose();
        _nothingActive.Dispose();
        _broken.Dispose();
    }

    private void Live(BoardSpec spec, IRackBoard board, int index, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var next = NextMove.Of(StateOf(spec), _rack.Plan, _rack.Health, index, _boards.Count);
            if (next.Kind == MoveKind.Nothing || !Await(next, cancel))
                break;
            _slots.Wait(cancel);
            try
            {
                // Waiting for a place may have taken long: the time may be up.
                if (_rack.Plan.Duration is { } duration && _clock.Now >= duration)
                    break;
                if (Look(spec, board, cancel))
                    RunCycle(spec, board, next.Kind == MoveKind.Recheck, cancel);
            }
            finally
            {
                _slots.Release();
            }
        }

        TellWhenNothingIsActive();
    }

    /// <summary>Waits for a board's next move. One in quarantine is rechecked as long as others have cycles of their own.</summary>
    private bool Await(NextMove next, CancellationToken cancel)
    {
        if (next.Kind == MoveKind.Cycle || _rack.Plan.Duration is not null)
            return _clock.WaitUntil(next.At, cancel);
        TellWhenNothingIsActive();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, _nothingActive.Token);
        return _clock.WaitUntil(next.At, either.Token);
    }

    private void TellWhenNothingIsActive()
    {
        if (!_recorder.State.Boards.Any(IsActive))
            _nothingActive.Cancel();
    }

    private bool IsActive(BoardState board) =>
        board.Quarantine is null && (board.Running is not null || NextMove.Of(board, _rack.Plan, _rack.Health, 0, 1).Kind == MoveKind.Cycle);

    /// <summary>Looks for the board and journals what that means.</summary>
    /// <returns>Whether a cycle may begin.</returns>
    private bool Look(BoardSpec spec, IRackBoard board, CancellationToken cancel)
    {
        var problem = board.Look(cancel);
        cancel.ThrowIfCancellationRequested();
        switch (problem)
        {
            case { Kind: BoardProblemKind.Missing }:
                Record(spec, null, new BoardMissing(problem.Reason, problem.Detail));
                Follow(spec, _judge.AfterMissing(StateOf(spec), _clock.Now));
                return false;
            case not null:
                Follow(spec, _judge.AfterWrong(StateOf(spec), problem.Detail, _clock.Now));
                return false;
        }

        var state = StateOf(spec);
        if (state.Missing is not null)
            Record(spec, null, new BoardFound("it answers again"));
        if (state.Quarantine is not { } quarantine || !HealthJudge.LookIsEnough(quarantine))
            return true;
        Follow(spec, HealthJudge.AfterFound("it is there, and the right one"));
        return false;
    }

    private void RunCycle(BoardSpec spec, IRackBoard board, bool recheck, CancellationToken cancel)
    {
        var order = CycleDraw.Order(_seed, spec, StateOf(spec).LastCycle + 1, recheck);
        Record(spec, order.Cycle, new CycleBegun { Seed = order.Seed, Faults = order.Faults, Recheck = recheck });
        CycleEnded end;
        try
        {
            end = board.RunCycle(order, new Listener(this, spec, order.Cycle), cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            if (!_broken.IsCancellationRequested)
                Record(spec, order.Cycle, Abandoned.End(order));
            return;
        }
#pragma warning disable CA1031 // A defect in one cycle must not end the run: it is told as the cycle's reason.
        catch (Exception e) when (e is not JournalException)
#pragma warning restore CA1031
        {
            end = InternalError.End(order, e);
        }

        Record(spec, order.Cycle, end);
        Follow(spec, end.Reason == CycleReason.WrongBoard
            ? _judge.AfterWrong(StateOf(spec), end.Advice ?? "", _clock.Now)
            : _judge.AfterCycle(StateOf(spec), _clock.Now));
    }

    private void Follow(BoardSpec spec, IReadOnlyList<RackEventData> events)
    {
        if (events.Count > 0)
            _recorder.Record([.. events.Select(data => new NewRackEvent(_clock.Now, spec.Name, null, data))]);
    }

    private void Record(BoardSpec spec, int? cycle, RackEventData data) => _recorder.Record(new NewRackEvent(_clock.Now, spec.Name, cycle, data));

    private BoardState StateOf(BoardSpec spec) => _recorder.State.ByName[spec.Name];

    /// <summary>Runs something on a thread of which nobody sees the exceptions: the first one ends the run, and Run throws it.</summary>
    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (OperationCanceledException)
        {
            // The run is being stopped.
        }
#pragma warning disable CA1031 // See above.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref _failure, e, null);
            _broken.Cancel();
        }
    }

    /// <summary>Journals what is heard in a cycle. It is called in the midst of a board's doings, where an exception would be the board's.</summary>
    private sealed class Listener(LiveRack rack, BoardSpec spec, int cycle) : ICycleListener
    {
        public void Step(TimeSpan at, string step, string detail) =>
            rack.Guarded(() => rack.Record(spec, cycle, new StepReached(step, (long)at.TotalMilliseconds, detail)));

        public void Printed(TimeSpan at, string line) =>
            rack.Guarded(() => rack._recorder.Keep(new NewConsoleLine(spec.Name, cycle, rack._clock.Now, line)));

        public void Fact(TimeSpan at, Events.FactoryEvent fact) =>
            rack.Guarded(() => rack._recorder.Tell(spec.Name, cycle, rack._clock.Now, fact));
    }
}
