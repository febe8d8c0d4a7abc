using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.Health;
using AgentEmulator.Rack.Journal;

namespace AgentEmulator.Rack.Engine;

/// <summary>Runs a rack of virtual boards in rack time, which passes as fast as the cycles are computed.</summary>
/// <remarks>
/// Each cycle is a world of its own, so workers compute cycles of different boards at the same time. What is journaled, and in which
/// order, is a function of rack and seed, whatever the number of workers: an event is journaled once no earlier one can come any more.
/// </remarks>
internal sealed class SimulatedRack : IDisposable
{
    private static readonly TimeSpan CommitEvery = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly RackDefinition _rack;
    private readonly ulong _seed;
    private readonly RunRecorder _recorder;
    private readonly HealthJudge _judge;
    private readonly List<BoardChain> _chains;
    private readonly EventMerger _merger = new();
    private readonly List<NewRackEvent> _batch = [];
    private readonly int _workers;
    private long _committedAt;
    private int _waiting;
    private Exception? _failure;

    /// <param name="rack">The rack, with the plan of the run.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="recorder">Its state tells where to go on.</param>
    /// <param name="boards">Makes the board of a specification and its wear so far.</param>
    /// <param name="workers">Cycles computed at a time, at least 1.</param>
    public SimulatedRack(
        RackDefinition rack, ulong seed, RunRecorder recorder, Func<BoardSpec, FlashFigures?, IRackBoard> boards, int workers)
    {
        (_rack, _seed, _recorder, _workers) = (rack, seed, recorder, workers);
        _judge = new HealthJudge(rack.Health);
        _chains = [.. rack.Boards.Select((spec, i) =>
        {
            var state = recorder.State.ByName[spec.Name];
            return new BoardChain(spec, i, state, boards(spec, state.Flash));
        })];
        foreach (var chain in _chains)
            chain.Next = NextMove.Of(chain.State, rack.Plan, rack.Health, chain.Index, _chains.Count);
    }

    /// <summary>Runs to the end of the plan, or until cancelled; then every cycle that was computed is journaled.</summary>
    /// <exception cref="JournalException">The journal cannot be written.</exception>
    public void Run(CancellationToken cancel)
    {
        _committedAt = TimeProvider.System.GetTimestamp();
        var threads = Enumerable.Range(0, Math.Min(_workers, _chains.Count))
            .Select(i => new Thread(() => Work(cancel)) { Name = $"soak worker {i + 1}", IsBackground = true }).ToList();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        if (_failure is null)
            Commit(TimeSpan.MaxValue, now: true);
        if (_failure is { } failure)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }

    public void Dispose()
    {
        foreach (var chain in _chains)
            chain.Dispose();
        _changed.Dispose();
    }

    private void Work(CancellationToken cancel)
    {
        try
        {
            while (Take(cancel) is { } chain)
            {
                var record = Execute(chain, cancel);
                lock (_gate)
                {
                    chain.IsExecuting = false;
                    if (record is not null)
                        Finish(chain, record);
                    WakeWorkers();
                }
            }
        }
#pragma warning disable CA1031 // The outermost frame of a thread: Run throws it again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            lock (_gate)
            {
                _failure ??= e;
                WakeWorkers();
            }
        }
    }

    /// <summary>The board whose turn is next in rack time; waits while that depends on cycles under way. Null when there is nothing more to do.</summary>
    private BoardChain? Take(CancellationToken cancel)
    {
        while (true)
        {
            lock (_gate)
            {
                if (cancel.IsCancellationRequested || _failure is not null)
                    return null;
                var free = _chains.Where(c => !c.IsExecuting && c.Next.Kind != MoveKind.Nothing).MinBy(c => (c.Next.At, c.Index));
                var mayBegin = free is not null && (free.IsActive || IsRackBusyAt(free.Next.At));
                if (mayBegin)
                {
                    free!.IsExecuting = true;
                    return free;
                }

                if (!_chains.Exists(c => c.IsExecuting))
                    return null;
                _waiting++;
            }

            _changed.Wait(CancellationToken.None);
        }
    }

    /// <summary>Whether some board still has cycles of its own at a rack time: boards in quarantine are rechecked as long as the rest runs.</summary>
    private bool IsRackBusyAt(TimeSpan time) =>
        _rack.Plan.Duration is not null
        || _chains.Exists(c => !c.IsExecuting && c.IsActive)
        || _chains.Exists(c => c.State.Quarantine is null && c.State.LastEndedAt > time);

    private CycleRecord? Execute(BoardChain chain, CancellationToken cancel)
    {
        var recheck = chain.Next.Kind == MoveKind.Recheck;
        var order = CycleDraw.Order(_seed, chain.Spec, chain.State.LastCycle + 1, recheck);
        var record = new CycleRecord(chain.Spec.Name, order.Cycle, chain.Next.At, _recorder.Tell);
        record.Add(TimeSpan.Zero, new CycleBegun { Seed = order.Seed, Faults = order.Faults, Recheck = recheck });
        try
        {
            var end = chain.Board.RunCycle(order, record, cancel);
            record.Add(TimeSpan.FromMilliseconds(end.BoardMs), end);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return null;
        }
#pragma warning disable CA1031 // A defect in one cycle must not end the run: it is told as the cycle's reason.
        catch (Exception e)
#pragma warning restore CA1031
        {
            record.Add(record.Events[^1].RackTime - chain.Next.At, InternalError.End(order, e));
        }

        return record;
    }

    private void Finish(BoardChain chain, CycleRecord record)
    {
        foreach (var e in record.Events)
            Add(chain, e);
        var ended = record.Events[^1];
        foreach (var data in _judge.AfterCycle(chain.State, ended.RackTime))
            Add(chain, new NewRackEvent(ended.RackTime, chain.Spec.Name, null, data));
        chain.Next = NextMove.Of(chain.State, _rack.Plan, _rack.Health, chain.Index, _chains.Count);
        if (ended.Data is CycleEnded { Outcome: CycleOutcome.Failed } || chain.Next.Kind == MoveKind.Nothing)
        {
            foreach (var line in record.Lines)
                _recorder.Keep(line);
        }

        var low = _chains.Where(c => c.IsExecuting || c.Next.Kind != MoveKind.Nothing).Select(c => c.Next.At).DefaultIfEmpty(TimeSpan.MaxValue).Min();
        Commit(low, now: false);
    }

    private void Add(BoardChain chain, NewRackEvent e)
    {
        chain.Apply(e, _rack.Plan.Cycles);
        _merger.Add(chain.Index, e);
    }

    /// <summary>Journals what is in order; by the batch, since each commit waits for the disk.</summary>
    private void Commit(TimeSpan before, bool now)
    {
        _batch.AddRange(_merger.TakeBefore(before));
        if (_batch.Count == 0 || (!now && TimeProvider.System.GetElapsedTime(_committedAt) < CommitEvery))
            return;
        _recorder.Record(_batch.ToArray());
        _batch.Clear();
        _committedAt = TimeProvider.System.GetTimestamp();
    }

    private void WakeWorkers()
    {
        if (_waiting > 0)
            _changed.Release(_waiting);
        _waiting = 0;
    }
}
