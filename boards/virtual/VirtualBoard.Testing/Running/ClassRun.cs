using VirtualBoard.Retargeting;
using VirtualBoard.Testing.Discovery;

namespace VirtualBoard.Testing.Running;

/// <summary>
/// Runs tests of one class on a board of its own, in a lab of its own: setup, tests and cleanup one after the other on the board's
/// main thread, as the device's launcher does. After a test that hangs or resets the board, the board boots again, is set up again and
/// goes on with the next test.
/// </summary>
internal sealed class ClassRun : IFirmware, IDisposable
{
    private readonly FirmwareImage _image;
    private readonly TestClass _class;
    private readonly Queue<TestCase> _tests;
    private readonly RunOptions _options;
    private readonly ITestObserver _observer;
    private readonly CancellationToken _stop;
    private readonly FirmwareStack _stack;
    private readonly TestOutput _output = new();
    private readonly Lab _lab;
    private readonly Board _board;
    private Step? _step;
    private TestCase? _running;
    private LabEvent? _deadline;
    private ThreadStacks? _hung;
    private bool _finished;

    private ClassRun(
        FirmwareImage image, IReadOnlyList<TestCase> tests, RunOptions options, SourceFiles files, ITestObserver observer, CancellationToken stop)
    {
        _image = image;
        _class = tests[0].Class;
        _tests = new Queue<TestCase>(tests);
        _options = options;
        _observer = observer;
        _stop = stop;
        _stack = new FirmwareStack(image.Assembly, files);
        _lab = new Lab(new LabOptions { Seed = RandomStream.For(options.Seed, _class.FullName).NextUInt64() });
        TestAir.Fill(_lab);
        _board = _lab.AddBoard(options.Board, new BoardOptions { Name = options.Board.Name, Watchdog = options.Watchdog });
        _board.Console.LineWritten += line => _output.Add(line.Text);
        _board.Load(this);
    }

    /// <inheritdoc/>
    public string Name => _image.Name;

    /// <summary>Runs tests, all of one class, and reports each. When stopped it ends early and says nothing of the rest.</summary>
    public static void Run(
        FirmwareImage image, IReadOnlyList<TestCase> tests, RunOptions options, SourceFiles files, ITestObserver observer, CancellationToken stop)
    {
        using var run = new ClassRun(image, tests, options, files, observer, stop);
        try
        {
            run.Drive();
        }
        catch (Exception e)
        {
            // No firmware gets here: this is the machine's or the framework's own defect, and every test of the class shows it.
            run.Break(e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _hung?.Dispose();
        _lab.Dispose();
    }

    /// <summary>The board's program: called at each boot, on its main thread.</summary>
    void IFirmware.Run(Boot boot)
    {
        var started = Take(new Step("The static constructors"), () => _image.Initialize(boot));
        if (started is null)
            started = SetUp();
        if (started is { } obstacle)
        {
            GiveUp(obstacle);
            return;
        }

        while (!_stop.IsCancellationRequested && _tests.TryDequeue(out var test))
        {
            _running = test;
            _observer.Started(test);
            var step = new Step("The test", test);
            Report(test, Take(step, () => Call(test.Method, test.Row)) ?? new TestResult(TestOutcome.Passed), step);
        }

        CleanUp();
        Finish();
    }

    private void Drive()
    {
        using var stopping = _stop.Register(() => _lab.Post(Finish));
        _board.PowerOn();
        Arm(new Step("The boot"));
        while (!_finished)
        {
            // Until all is done there is always a deadline ahead, so the lab always has something to do.
            _lab.RunUntil(() => _finished || _hung is not null && _hung.IsOver, Timeout.InfiniteTimeSpan);
            if (!_finished)
                AfterHang();
        }
    }

    private TestResult? SetUp()
    {
        foreach (var setup in _class.Setups)
        {
            if (Take(new Step($"The setup {setup.Name}"), () => Call(setup, null)) is { } failure)
                return failure;
        }

        return null;
    }

    private void CleanUp()
    {
        foreach (var cleanup in _class.Cleanups)
        {
            var step = new Step($"The cleanup {cleanup.Name}");
            if (Take(step, () => Call(cleanup, null)) is { IsFailure: true } failure)
                _observer.CleanupFailed(_class, cleanup, Complete(failure, step));
        }
    }

    private void Call(TestMethod method, IReadOnlyList<object?>? row) => MethodCall.To(_image.Assembly, method, row ?? [])();

    /// <summary>Runs a step of firmware under a deadline. Null when it returned.</summary>
    private TestResult? Take(Step step, Action action)
    {
        Arm(step);
        var thread = BoardThread.Current;
        var stack = thread?.StackUse ?? 0;
        try
        {
            action();
            _deadline?.Cancel();
            return null;
        }
        catch (PowerOffException e)
        {
            // Of a step that hung, the driver reports once the whole boot is unwound.
            if (_hung is null)
                AfterReset(step, e);
            throw;
        }
        catch (Exception e)
        {
            thread?.StackUse = stack;
            _deadline?.Cancel();
            return Failures.Of(e, _stack, step.Test is null ? step.Name : null);
        }
    }

    private void Arm(Step step)
    {
        _deadline?.Cancel();
        step.StartedAt = _lab.Now;
        _step = step;
        _deadline = _lab.After(_options.LimitOf(step.Test), Hang);
    }

    /// <summary>The step under way has used up its time: cuts the power, so that every thread shows where it waits.</summary>
    private void Hang()
    {
        _hung = new ThreadStacks(_board.Current!, _stack);
        _board.PowerOff();
    }

    private void AfterHang()
    {
        var step = _step!;
        using var stacks = _hung!;
        _hung = null;
        var message = $"{step.Name} did not end within {Spans.Text(_options.LimitOf(step.Test))} of board time.";
        Interrupted(step, new TestResult(TestOutcome.TimedOut, message + stacks.Others(), stacks.Main));
        if (!_finished)
            _board.PowerOn();
        Arm(new Step("The boot"));
    }

    /// <summary>The board was reset under a step. It boots again by itself.</summary>
    private void AfterReset(Step step, PowerOffException cut)
    {
        var cause = _board.Current is { } next ? $"reset ({next.Reason})" : "switched off";
        Interrupted(step, new TestResult(TestOutcome.Failed, $"{step.Name} ended early: the board was {cause}.", _stack.Of(cut)));
        Arm(new Step("The boot"));
    }

    private void Interrupted(Step step, TestResult result)
    {
        if (step.Test is not { } test)
            GiveUp(result);
        else
            Report(test, result, step);
        if (_tests.Count == 0)
            Finish();
    }

    /// <summary>No further test can run: says so of each.</summary>
    private void GiveUp(TestResult obstacle)
    {
        var result = obstacle.Outcome == TestOutcome.Skipped ? obstacle : obstacle with { Outcome = TestOutcome.NotRun };
        var step = _step!;
        while (_tests.TryDequeue(out var test))
            Report(test, result, step);
        Finish();
    }

    private void Report(TestCase test, TestResult result, Step step)
    {
        _running = null;
        _observer.Ended(test, Complete(result, step));
    }

    private TestResult Complete(TestResult result, Step step) =>
        result with { Output = _output.Take(), Duration = _lab.Now - step.StartedAt };

    private void Break(Exception defect)
    {
        var result = new TestResult(TestOutcome.NotRun, $"The virtual board broke: {defect.Message}", defect.ToString());
        if (_step?.Test is { } test && _running == test)
            Report(test, result, _step);
        GiveUp(result);
    }

    private void Finish() => _finished = true;

    /// <summary>Something that firmware is given time for.</summary>
    private sealed record Step(string Name, TestCase? Test = null)
    {
        public TimeSpan StartedAt { get; set; }
    }
}
