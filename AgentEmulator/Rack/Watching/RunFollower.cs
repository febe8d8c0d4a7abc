using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;
using AgentEmulator.Rack.Views;
using Microsoft.Data.Sqlite;

namespace AgentEmulator.Rack.Watching;

/// <summary>Follows a run's journal while this process or another writes it: asks it for new events twice a second, so many at a time.</summary>
internal sealed class RunFollower : IAsyncDisposable
{
    private const int Batch = 2000;
    private const int MostFailures = 50;
    private const int MostNotes = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>How old words like "nothing was heard since" may be.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Lock _consoleGate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _time;
    private readonly Action<RackEvent>? _onEvent;
    private readonly RunHistory _history = new();
    private readonly Task _following;
    private JournalReader? _console;
    private RunModel? _model;
    private (long Sequence, DateTimeOffset At) _modelOf;
    private long _version;
    private volatile string? _problem;
    private volatile bool _caughtUp;

    /// <param name="path">The journal.</param>
    /// <param name="time">The wall clock.</param>
    /// <param name="onEvent">Gets every event once, in order, on one thread at a time.</param>
    public RunFollower(string path, TimeProvider time, Action<RackEvent>? onEvent = null)
    {
        (Path, _time, _onEvent) = (path, time, onEvent);
        _following = Task.Run(FollowAsync);
    }

    public string Path { get; }

    /// <summary>Grows whenever there is something new to show.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Why the journal cannot be read; null when it can.</summary>
    public string? Problem => _problem;

    /// <summary>Whether all that the journal held has been read once.</summary>
    public bool CaughtUp => _caughtUp;

    public RunState State
    {
        get
        {
            lock (_gate)
                return _history.State;
        }
    }

    /// <summary>The run as far as it was read; null before its first event.</summary>
    public RunModel? Model()
    {
        lock (_gate)
        {
            if (_history.State.Begun is null)
                return null;
            var now = _time.GetUtcNow();
            if (_model is null || _modelOf.Sequence != _history.State.LastSequence || now - _modelOf.At > Stale)
                (_model, _modelOf) = (RunModels.Of(_history, now, MostFailures, MostNotes), (_history.State.LastSequence, now));
            return _model;
        }
    }

    /// <summary>One board of the run; null when the rack has none of that name.</summary>
    public BoardPageModel? Board(string name)
    {
        lock (_gate)
            return BoardPageModel.Of(_history, name, MostFailures, MostNotes);
    }

    /// <summary>The last lines of a board's console after the one with an id.</summary>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public IReadOnlyList<RackConsoleLine> Console(string board, long after)
    {
        lock (_consoleGate)
        {
            _console ??= JournalReader.Open(Path);
            return _console.Console(board, after: after);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following;
        lock (_consoleGate)
            _console?.Dispose();
        _stop.Dispose();
    }

    private async Task FollowAsync()
    {
        JournalReader? journal = null;
        using var timer = new PeriodicTimer(Interval, _time);
        try
        {
            do
            {
                try
                {
                    journal ??= JournalReader.Open(Path);
                    Read(journal);
                    _problem = null;
                }
                catch (Exception e) when (e is JournalException or SqliteException or IOException or UnauthorizedAccessException or OverflowException)
                {
                    // Shown, and tried again: the file may be on its way, on a share that comes back, or busy.
                    journal?.Dispose();
                    journal = null;
                    Say(e.Message);
                }
            }
            while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
        finally
        {
            journal?.Dispose();
        }
    }

    private void Read(JournalReader journal)
    {
        long last;
        lock (_gate)
            last = _history.State.LastSequence;
        while (!_stop.IsCancellationRequested)
        {
            var events = journal.Events(last, Batch).ToList();
            lock (_gate)
            {
                foreach (var e in events)
                    _history.Apply(e, Path);
            }

            foreach (var e in events)
                _onEvent?.Invoke(e);
            if (events.Count > 0)
            {
                last = events[^1].Sequence;
                Interlocked.Increment(ref _version);
            }

            if (events.Count < Batch)
                break;
        }

        if (!_caughtUp)
        {
            _caughtUp = true;
            Interlocked.Increment(ref _version);
        }
    }

    private void Say(string problem)
    {
        if (_problem == problem)
            return;
        _problem = problem;
        Interlocked.Increment(ref _version);
    }
}
