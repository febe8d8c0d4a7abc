using AgentEmulator.Serial;

namespace AgentEmulator.HardwareTesting;

/// <summary>How long to listen.</summary>
/// <param name="Silence">How long a board may say nothing.</param>
/// <param name="Whole">How long the whole run may take.</param>
internal sealed record ListenLimits(TimeSpan Silence, TimeSpan Whole);

/// <summary>Listens to the launcher on a board until it is done, or it is clear that it never will be.</summary>
internal sealed class BoardListener(IBoardPort port, KnownTests known, ListenLimits limits, TimeProvider time)
{
    /// <summary>A board that boots this often without a new result will do so for ever.</summary>
    public const int MostBootsWithoutNews = 5;

    /// <summary>How long to wait for more when it seems that all was said.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly SerialLines _lines = new();
    private int _resultsLooked;
    private bool _allReported;

    /// <summary>Gets what the launcher said.</summary>
    public LauncherLog Log { get; } = new();

    /// <summary>Gets why the port is gone; null while it is there.</summary>
    public string? PortError { get; private set; }

    /// <summary>A test ended, in order.</summary>
    public event Action<LauncherLine.Result>? TestEnded;

    /// <summary>The board rebooted in the middle; the argument counts.</summary>
    public event Action<int>? Rebooted;

    /// <summary>Bytes came, as they came.</summary>
    public event Action<ReadOnlyMemory<byte>>? Received;

    /// <summary>A line came that is no result.</summary>
    public event Action<string>? Printed;

    /// <summary>Listens; a run that is cancelled ends as <see cref="RunEnd.Interrupted"/>.</summary>
    public async Task<RunEnd> ListenAsync(CancellationToken cancel)
    {
        var end = await ReadAsync(cancel);
        // The last line may have come without its end.
        foreach (var line in _lines.Flush())
            Take(line);
        return end;
    }

    private async Task<RunEnd> ReadAsync(CancellationToken cancel)
    {
        using var whole = new CancellationTokenSource(limits.Whole, time);
        using var silence = new CancellationTokenSource(limits.Silence, time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancel, whole.Token, silence.Token);
        var buffer = new byte[4096];
        while (true)
        {
            try
            {
                var count = await port.ReadAsync(buffer, any.Token);
                Received?.Invoke(buffer.AsMemory(0, count));
                foreach (var line in _lines.Take(buffer.AsSpan(0, count)))
                    Take(line);
            }
            catch (OperationCanceledException) when (any.IsCancellationRequested)
            {
                if (cancel.IsCancellationRequested)
                    return RunEnd.Interrupted;
                return whole.IsCancellationRequested ? RunEnd.TimedOut : AfterSilence();
            }
            catch (PortVanishedException e)
            {
                PortError = e.Message;
                return RunEnd.PortVanished;
            }

            if (Log.BeganAgain || (Log.HasEnded && AllReported))
                return RunEnd.Finished;
            if (Log.BootsWithoutNews >= MostBootsWithoutNews)
                return RunEnd.RebootLoop;
            silence.CancelAfter(Log.HasEnded || AllReported ? Min(Grace, limits.Silence) : limits.Silence);
        }
    }

    /// <summary>Release builds of nanoCLR do not say that the program ended: having heard of every test says it too.</summary>
    private RunEnd AfterSilence()
    {
        if (Log.HasEnded || AllReported)
            return RunEnd.Finished;
        return Log.HasText ? RunEnd.Silent : RunEnd.NothingHeard;
    }

    private bool AllReported
    {
        get
        {
            if (known.All.Count > 0 && Log.Results.Count != _resultsLooked)
            {
                _resultsLooked = Log.Results.Count;
                _allReported = BoardTestReport.Of(Log, known, RunEnd.Finished).NotRun == 0;
            }

            return _allReported;
        }
    }

    private void Take(string text)
    {
        var reboots = Log.Reboots;
        var line = LauncherLine.Parse(text);
        var news = Log.Take(line);
        if (Log.Reboots > reboots)
            Rebooted?.Invoke(Log.Reboots);
        if (news is not null)
            TestEnded?.Invoke(news);
        if (line is not LauncherLine.Result)
            Printed?.Invoke(text);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
