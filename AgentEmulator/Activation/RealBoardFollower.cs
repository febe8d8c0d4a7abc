using AgentEmulator.Events;
using AgentEmulator.Serial;

namespace AgentEmulator.Activation;

/// <summary>Why following a board ended.</summary>
internal enum FollowEnd
{
    /// <summary>The activation came to an end, good or bad, or took too long.</summary>
    Decided,

    /// <summary>The board is not provisioned for this gateway, and may be.</summary>
    NotProvisionedForThis,

    /// <summary>The firmware never said that it booted.</summary>
    NoBoot,
}

/// <summary>Follows one activation attempt of a real board on its console and in what the services acknowledge.</summary>
/// <remarks>The console is read on one thread, the services report on others: everything goes through one lock.</remarks>
internal sealed class RealBoardFollower(RealActivationOptions options, string gateway, bool mayProvision, TimeProvider time)
{
    private const int LinesKept = 20;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _done = new();
    private readonly Queue<string> _lastLines = new();
    private long _began;
    private TimeSpan _ended;
    private int _boots;
    private ConsoleState? _booted;
    private FollowEnd _end = FollowEnd.Decided;

    public event Action<TimeSpan, string>? BoardPrinted;

    public event Action<TimeSpan, FactoryEvent>? FactoryReported;

    /// <summary>The port has no lines to restart the board with.</summary>
    public event Action? NeedsReset;

    public ActivationTracker Tracker { get; } = new();

    /// <summary>The gateway that the board said it is provisioned for; null when it said none.</summary>
    public string? Gateway { get; private set; }

    public IReadOnlyList<string> LastLines => [.. _lastLines];

    /// <summary>Restarts the board and follows it to the end.</summary>
    /// <exception cref="PortVanishedException">The port is gone.</exception>
    /// <exception cref="Cli.EnvironmentFailureException">It cannot be opened.</exception>
    public async Task<FollowEnd> FollowAsync(IBoardPorts ports, CancellationToken cancel)
    {
        _began = time.GetTimestamp();
        var console = new BoardConsole(ports, options.Port, options.Limits.ConsoleBaud, options.Limits.Absence, time);
        console.Opened += reset =>
        {
            if (!reset)
                NeedsReset?.Invoke();
        };
        console.Line += Heard;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, _done.Token);
        await using var clock = time.CreateTimer(_ => LookAtTheClock(), null, LookEvery, LookEvery);
        try
        {
            await console.ReadAsync(reset: true, () => _done.IsCancellationRequested, either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Decided.
        }

        lock (_lock)
            _ended = time.GetElapsedTime(_began);
        return _end;
    }

    /// <summary>Follows a fact that the services acknowledged.</summary>
    public void Observe(FactoryEvent fact)
    {
        lock (_lock)
        {
            if (_done.IsCancellationRequested)
                return;
            var at = time.GetElapsedTime(_began);
            FactoryReported?.Invoke(at, fact);
            Tracker.Observe(at, fact);
            DecideWhenFinished();
        }
    }

    /// <summary>How it ended.</summary>
    public ActivationReport Report(string board)
    {
        lock (_lock)
        {
            return ActivationReport.Of(Tracker, new ActivationFacts
            {
                Board = board,
                DeviceId = _booted?["device"] ?? "unknown",
                Mac = Flashing.ChipDetails.ParseMac(_booted?["mac"] ?? "") is { } mac ? Flashing.ChipDetails.MacText(mac) : "unknown",
                Boots = _boots,
                BoardTime = _ended,
                WallTime = _ended,
            });
        }
    }

    private void Heard(string line)
    {
        lock (_lock)
        {
            if (_done.IsCancellationRequested)
                return;
            _lastLines.Enqueue(line);
            if (_lastLines.Count > LinesKept)
                _lastLines.Dequeue();
            var at = time.GetElapsedTime(_began);
            BoardPrinted?.Invoke(at, line);
            if (ConsoleState.TryParse(line) is not { } state)
                return;
            if (state.Name == "booted")
            {
                _booted = state;
                _boots++;
            }
            else if (state.Name == "provisioned")
            {
                Gateway = state["gateway"];
            }

            if (mayProvision && (state.Name == "not-provisioned" || (state.Name == "provisioned" && Gateway != gateway)))
            {
                Decide(FollowEnd.NotProvisionedForThis);
                return;
            }

            Tracker.Observe(at, state);
            DecideWhenFinished();
        }
    }

    private void LookAtTheClock()
    {
        lock (_lock)
        {
            if (_done.IsCancellationRequested)
                return;
            var at = time.GetElapsedTime(_began);
            if (_booted is null && at >= options.Limits.Boot)
            {
                Decide(FollowEnd.NoBoot);
            }
            else if (at >= options.Patience || Tracker.IsOverdue(at))
            {
                Tracker.GiveUp();
                Decide(FollowEnd.Decided);
            }
        }
    }

    private void DecideWhenFinished()
    {
        if (Tracker.IsFinished)
            Decide(FollowEnd.Decided);
    }

    private void Decide(FollowEnd end)
    {
        _end = end;
        // Whoever waits goes on elsewhere: this may be called by a service in the middle of a request.
        _ = _done.CancelAsync();
    }
}
