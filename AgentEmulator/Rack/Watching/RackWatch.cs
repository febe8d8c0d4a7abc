using AgentEmulator.Rack.Journal;

namespace AgentEmulator.Rack.Watching;

/// <summary>The runs of a folder, followed as long as somebody looks at them; the latest one always.</summary>
internal sealed class RackWatch : IAsyncDisposable
{
    /// <summary>How many runs are kept in memory when nobody looks at them any more.</summary>
    private const int MostIdle = 4;

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, RunFollower> _followers = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly RunFolder _folder;
    private readonly string? _run;
    private readonly TimeProvider _time;
    private readonly Action<string, RackEvent>? _onEvent;
    private readonly CancellationTokenSource _stop = new();
    private Task _looking = Task.CompletedTask;
    private volatile IReadOnlyList<string> _runs = [];

    /// <param name="folder">Where the journals are.</param>
    /// <param name="run">The one run to show; null for all, the one worked on last first.</param>
    /// <param name="time">The wall clock.</param>
    /// <param name="onEvent">Gets each event of a followed run, with the run's id; again from the first one when a run is followed anew.</param>
    public RackWatch(RunFolder folder, string? run, TimeProvider time, Action<string, RackEvent>? onEvent = null)
    {
        (_folder, _run, _time, _onEvent) = (folder, run, time, onEvent);
    }

    /// <summary>Begins to look for runs and to follow the latest: once, when whoever gets the events is ready for them.</summary>
    public void Start() => _looking = Task.Run(LookAsync);

    /// <summary>Ids of the runs, the one that was worked on last first; as of a second ago.</summary>
    public IReadOnlyList<string> Runs => _runs;

    /// <summary>The run that is shown when none is asked for; null when there is none.</summary>
    public string? Latest => _run ?? (_runs is [var latest, ..] ? latest : null);

    /// <summary>A run that exists; null for any other, so that what comes in a URL is never taken for a path.</summary>
    public RunFollower? Follow(string? run)
    {
        if (run is null || !(run == _run || _runs.Contains(run, StringComparer.Ordinal) || _folder.Runs().Contains(run, StringComparer.Ordinal)))
            return null;
        RunFollower? dropped = null;
        RunFollower? follower;
        lock (_gate)
        {
            if (_stop.IsCancellationRequested)
                return null;
            _order.Remove(run);
            _order.Add(run);
            if (!_followers.TryGetValue(run, out follower))
            {
                follower = new RunFollower(_folder.Journal(run), _time, e => _onEvent?.Invoke(run, e));
                _followers[run] = follower;
                if (_order.FirstOrDefault(r => r != Latest && r != run) is { } oldest && _order.Count > MostIdle)
                {
                    _order.Remove(oldest);
                    _followers.Remove(oldest, out dropped);
                }
            }
        }

        // Pages ask for their follower anew each time they draw, so one that was dropped under them comes back.
        if (dropped is not null)
            _ = dropped.DisposeAsync().AsTask();
        return follower;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _looking;
        List<RunFollower> followers;
        lock (_gate)
        {
            followers = [.. _followers.Values];
            _followers.Clear();
        }

        foreach (var follower in followers)
            await follower.DisposeAsync();
        _stop.Dispose();
    }

    private async Task LookAsync()
    {
        using var timer = new PeriodicTimer(LookInterval, _time);
        try
        {
            do
            {
                try
                {
                    _runs = _run is { } only ? [only] : _folder.Runs();
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // The folder is gone or not readable for the moment: what was known stays on show, and it is looked for again.
                    continue;
                }

                Follow(Latest);
            }
            while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }
}
