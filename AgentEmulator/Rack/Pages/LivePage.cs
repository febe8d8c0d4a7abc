using AgentEmulator.Rack.Watching;
using Microsoft.AspNetCore.Components;

namespace AgentEmulator.Rack.Pages;

/// <summary>A page about a run that draws itself anew when there is something new in the journal, at most twice a second.</summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _gone = new();
    private (string? Run, long Version) _drawn;

    /// <summary>Id of the run; null for the latest, whichever it is.</summary>
    [Parameter]
    public string? Run { get; set; }

    [Inject]
    private protected RackWatch Watch { get; set; } = default!;

    [Inject]
    private protected TimeProvider Time { get; set; } = default!;

    /// <summary>Marks a page that goes on by itself; null for the first drawing, which the connection replaces by one that does.</summary>
    private protected string? Live => RendererInfo.IsInteractive ? "true" : null;

    /// <summary>The run that is shown; null when there is none.</summary>
    private protected RunFollower? Follower => Watch.Follow(Run ?? Watch.Latest);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
            _ = LookAsync(_gone.Token);
    }

    /// <summary>Stops the page.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <summary>Takes in what the page shows besides the run; true when that changed.</summary>
    private protected virtual bool Refresh() => false;

    private async Task LookAsync(CancellationToken gone)
    {
        using var timer = new PeriodicTimer(Interval, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(gone))
            {
                var run = Run ?? Watch.Latest;
                var now = (run, Watch.Follow(run)?.Version ?? 0);
                if (now == _drawn & !Refresh())
                    continue;
                _drawn = now;
                await InvokeAsync(StateHasChanged);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
        }
        catch (ObjectDisposedException)
        {
            // The page was closed between two looks.
        }
    }
}
