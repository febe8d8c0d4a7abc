using AgentEmulator.Boards;
using AgentEmulator.Hosting;
using VirtualBoard;
using VirtualBoard.Boards;
using VirtualBoard.Testing;

namespace AgentEmulator.Running;

/// <summary>A nanoFramework program on a virtual board, from power-on to its end.</summary>
internal sealed class ProgramRun : IDisposable
{
    /// <summary>After the last change at a pin, for what firmware does about it: debouncing and more.</summary>
    private static readonly TimeSpan PinMargin = TimeSpan.FromSeconds(1);

    /// <summary>Main runs on the first thread of a boot.</summary>
    private const int MainThread = 1;

    private readonly ProgramOptions _options;
    private readonly Lab _lab;
    private readonly Board _board;
    private readonly HttpMessageInvoker? _sockets;
    private readonly List<string> _resets = [];
    private readonly TimeSpan _pinsEnd;
    private string? _fault;
    private TimeSpan _lastDecision;

    /// <exception cref="Cli.EnvironmentFailureException">The flash file cannot be used.</exception>
    /// <exception cref="Cli.UsageException">The chip lacks a pin.</exception>
    public ProgramRun(ProgramOptions options, BoardDefinition board, IFirmware program)
    {
        _options = options;
        _lab = new Lab(options.Speed is { } speed
            ? new LabOptions { Seed = options.Seed, LiveSpeed = speed, Start = TimeProvider.System.GetUtcNow() }
            : new LabOptions { Seed = options.Seed });
        if (_lab.IsLive)
        {
            _sockets = new HttpMessageInvoker(HostHttpHandler.Create(useProxy: false));
            _lab.Internet.Beyond = _sockets;
        }

        _pinsEnd = options.Pins.Count == 0 ? TimeSpan.Zero : options.Pins.Max(p => p.At) + PinMargin;
        _lab.Internet.Add(TestService.HostName, new TestService());
        foreach (var network in options.Networks)
            _lab.Air.Add(network.Ssid, network.Password);
        _board = _lab.AddBoard(board, new BoardOptions
        {
            Name = board.Name,
            FlashContents = BoardFlash.Open(options.FlashFile, board.FlashSize),
            Watchdog = options.Watchdog,
        });
        _board.Load(program);
        _board.Console.LineWritten += line => Printed?.Invoke(line);
        _board.BootStarted += OnBoot;
        _board.ThreadFailed += OnThreadFailed;
        if (options.Pins.FirstOrDefault(p => !_board.Gpio.Exists(p.Pin)) is { } missing)
        {
            Dispose();
            throw new Cli.UsageException($"--pin: {board.Name} has no GPIO{missing.Pin}.");
        }

        _board.Gpio.LevelChanged += (pin, level) => PinChanged?.Invoke(_lab.Now, pin, level);
    }

    /// <summary>A line of the board's console.</summary>
    public event Action<ConsoleLine>? Printed;

    /// <summary>A pin has another level: board time, GPIO number, level.</summary>
    public event Action<TimeSpan, int, bool>? PinChanged;

    /// <summary>A boot begins: its number, and why.</summary>
    public event Action<int, ResetReason>? Booted;

    /// <summary>Powers the board and follows the program to its end.</summary>
    public ProgramReport Run(CancellationToken cancel)
    {
        using var wakeUp = cancel.Register(() => _lab.Post(static () => { }));
        var started = TimeProvider.System.GetTimestamp();
        foreach (var input in _options.Pins)
            _lab.After(input.At, () => _board.Gpio.Drive(input.Pin, input.Level));
        _board.PowerOn();
        var ended = _lab.RunUntil(
            () =>
            {
                if (_lab.Now < Lab.Forever)
                    _lastDecision = _lab.Now;
                return IsOver || cancel.IsCancellationRequested;
            },
            _options.TimeLimit ?? Timeout.InfiniteTimeSpan);
        var end = cancel.IsCancellationRequested ? ProgramEnd.Interrupted
            : ended ? ProgramEnd.Ended
            : _lab.Now < Lab.Forever ? ProgramEnd.TimeLimit : ProgramEnd.Idle;
        return new ProgramReport(
            _options, end, _fault, _board.BootCount, _resets, [.. _board.Console.Lines.Select(l => l.Text)], end == ProgramEnd.Idle ? _lastDecision : _lab.Now, TimeProvider.System.GetElapsedTime(started));
    }

    public void Dispose()
    {
        _lab.Dispose();
        _sockets?.Dispose();
    }

    /// <summary>Whether nothing runs on the board any more. A real one then waits for a debugger, for ever; one in deep sleep wakes.</summary>
    private bool IsOver => _board.Current is { IsOver: true } && _lab.Now >= _pinsEnd;

    private void OnBoot(Boot boot)
    {
        if (boot.Number > 1)
            _resets.Add(boot.Reason.ToString());
        _fault = null;
        Booted?.Invoke(boot.Number, boot.Reason);
    }

    private void OnThreadFailed(BoardThread thread, Exception exception)
    {
        // An exception ends its thread alone; the program has failed when Main was that thread.
        if (thread.Id == MainThread)
            _fault = $"{exception.GetType().FullName}: {exception.Message}";
    }
}
