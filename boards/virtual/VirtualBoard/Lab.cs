using VirtualBoard.Boards;
using VirtualBoard.Memory;
using VirtualBoard.Radio;
using VirtualBoard.Scheduling;
using VirtualBoard.Tracing;
using VirtualBoard.Web;

namespace VirtualBoard;

/// <summary>The room in which boards live: one clock, one baton, the air, and the internet as the boards reach it.</summary>
/// <remarks>
/// Exactly one host thread of a lab runs at a time. Boards are driven from the thread that calls <see cref="RunUntil"/>; between
/// its calls that thread holds the baton and may do with the lab what it likes. From any other thread only <see cref="Post"/> is
/// allowed. A simulated lab is a function of its seed; a live lab follows real time.
/// </remarks>
public sealed class Lab : IDisposable
{
    /// <summary>The lab time at which a simulated lab stops in which nothing is left to happen.</summary>
    public static readonly TimeSpan Forever = TimeSpan.MaxValue - TimeSpan.FromDays(1);

    private readonly List<Board> _boards = [];
    private readonly LabOptions _options;
    private readonly CancellationTokenSource _ended = new();
    private ReachableObjects? _objects;

    /// <summary>Makes an empty lab.</summary>
    /// <param name="options">Seed, start and pace.</param>
    public Lab(LabOptions options)
    {
        _options = options;
        var pace = options.LiveSpeed is { } speed ? new LivePace(options.RealTime, speed) : null;
        Scheduler = new Scheduler(pace, options.Trace, new Core(options.Core));
        TimeProvider = pace is null ? new LabTimeProvider(this) : new PacedTimeProvider(pace, options.Start);
        Air = new Air(this);
        Internet = new Internet(_ended.Token);
    }

    /// <summary>The seed that every random stream of the lab comes from.</summary>
    public ulong Seed => _options.Seed;

    /// <summary>Whether the lab follows real time.</summary>
    public bool IsLive => _options.LiveSpeed is not null;

    /// <summary>
    /// Lab time since the start. A board thread that is computing is ahead of the others by up to its time slice, and sees its own time.
    /// </summary>
    public TimeSpan Now => CpuMeter.OfCaller is { } meter && meter.Thread.Boot.Board.Lab == this ? Scheduler.Now + meter.Ahead : Scheduler.Now;

    /// <summary>World time in the lab.</summary>
    public DateTimeOffset UtcNow => _options.Start + Now;

    /// <summary>
    /// The lab's time for services. In a simulated lab timers fire inline, with the baton; in a live lab on the thread pool.
    /// </summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>Access points in reach of the boards.</summary>
    public Air Air { get; }

    /// <summary>What is behind the access points: services by host name.</summary>
    public Internet Internet { get; }

    /// <summary>The boards, in the order they were added.</summary>
    public IReadOnlyList<Board> Boards => _boards;

    /// <summary>How often the lab went from one host thread to another: what virtual boards cost most.</summary>
    public long Switches => Scheduler.Switches;

    /// <summary>The record of the lab's decisions; null when it keeps none.</summary>
    public LabTrace? Trace => _options.Trace;

    internal Scheduler Scheduler { get; }

    /// <summary>Looks at the memory of any boot of the lab, and remembers the types that it has met.</summary>
    internal ReachableObjects ObjectsWith(System.Reflection.Assembly native) => _objects ??= new ReachableObjects(native);

    /// <summary>A random stream of its own for a name: hash(seed, name).</summary>
    /// <param name="name">Who draws from it, for instance "air/office".</param>
    public RandomStream Random(string name) => Traced(RandomStream.For(_options.Seed, name), "lab", name);

    /// <summary>Adds an entry of its user to the lab's trace; does nothing without one. To be called with the baton.</summary>
    /// <param name="who">The board or service that it is about.</param>
    /// <param name="what">What happened; the same text in every run of a seed.</param>
    public void Note(string who, string what) => Trace?.Record(Now, TraceKind.Note, who, what);

    /// <summary>Adds a board without power and with empty flash.</summary>
    /// <param name="definition">What kind of board.</param>
    /// <param name="options">Its name, identity and flash.</param>
    /// <exception cref="ArgumentException">A board of that name is there already.</exception>
    public Board AddBoard(BoardDefinition definition, BoardOptions options)
    {
        if (_boards.Exists(b => b.Name == options.Name))
            throw new ArgumentException($"A board named {options.Name} is in the lab already.", nameof(options));
        var board = new Board(this, definition, options, _boards.Count);
        _boards.Add(board);
        return board;
    }

    /// <summary>Runs a callback at a moment of lab time; a moment in the past means now.</summary>
    /// <param name="due">Lab time.</param>
    /// <param name="callback">Runs with the baton, as nobody's board thread; must not block.</param>
    public LabEvent Schedule(TimeSpan due, Action callback) => Scheduler.Schedule(due, callback);

    /// <summary>Runs a callback after a span of lab time.</summary>
    /// <param name="delay">From now.</param>
    /// <param name="callback">As for <see cref="Schedule"/>.</param>
    public LabEvent After(TimeSpan delay, Action callback) => Scheduler.Schedule(Now + delay, callback);

    /// <summary>Hands the lab something from outside; it runs with the baton before the lab's next decision. Callable from any thread.</summary>
    /// <param name="action">What to do.</param>
    public void Post(Action action) => Scheduler.Post(action);

    /// <summary>Runs the lab until a condition holds.</summary>
    /// <param name="done">Looked at before each decision, with the baton.</param>
    /// <param name="limit">Span of lab time after which to give up.</param>
    /// <returns>Whether the condition holds.</returns>
    /// <exception cref="Exception">Whatever a callback of the lab's own threw: a defect of host code.</exception>
    public bool RunUntil(Func<bool> done, TimeSpan limit) =>
        Scheduler.Drive(done, limit != Timeout.InfiniteTimeSpan ? Now + limit : IsLive ? TimeSpan.MaxValue : Forever);

    /// <summary>Runs the lab for a span of its time.</summary>
    /// <param name="time">Lab time.</param>
    public void RunFor(TimeSpan time) => RunUntil(static () => false, time);

    internal RandomStream Traced(RandomStream stream, string who, string name)
    {
        if (Trace is { } trace)
            stream.Drawn = bits => trace.Record(Now, TraceKind.Draw, who, name, bits);
        return stream;
    }

    /// <summary>Cuts all power, lets every board thread unwind, and ends the host threads.</summary>
    public void Dispose()
    {
        foreach (var board in _boards)
            board.PowerOff();
        // Unwinding takes no lab time; the limit only bounds a defect.
        Scheduler.Drive(() => _boards.TrueForAll(b => !b.IsUnwinding), Now + TimeSpan.FromSeconds(1));
        foreach (var board in _boards)
            board.Dispose();
        Scheduler.Dispose();
        _ended.Cancel();
        _ended.Dispose();
    }
}
