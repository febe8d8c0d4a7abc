using AgentEmulator.Serial;

namespace AgentEmulator.Flashing;

/// <summary>Notices that the cable was pulled while another program uses the port: that program may wait for ever.</summary>
internal sealed class PortWatch(IBoardPorts ports, string port, TimeSpan absence, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs something that uses the port; ends it when the port has been away for too long.</summary>
    /// <exception cref="PortVanishedException">The port is gone, during it or after it failed.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> use, Func<T, bool> failed, CancellationToken cancel)
    {
        using var gone = new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, gone.Token);
        var running = use(either.Token);
        var watching = UntilGoneAsync(running, gone, cancel);
        try
        {
            var result = await running;
            // A board with USB of its own is away for a moment while it resets.
            if (failed(result) && !await IsThereAsync(cancel))
                throw Gone();
            return result;
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw Gone();
        }
        finally
        {
            await watching;
        }
    }

    private async Task UntilGoneAsync(Task running, CancellationTokenSource gone, CancellationToken cancel)
    {
        var seen = time.GetTimestamp();
        while (!running.IsCompleted && !cancel.IsCancellationRequested)
        {
            await Task.WhenAny(running, Task.Delay(LookEvery, time, CancellationToken.None));
            if (ports.Exists(port))
                seen = time.GetTimestamp();
            else if (time.GetElapsedTime(seen) >= absence && !gone.IsCancellationRequested)
                await gone.CancelAsync();
        }
    }

    private async Task<bool> IsThereAsync(CancellationToken cancel)
    {
        var since = time.GetTimestamp();
        while (!ports.Exists(port))
        {
            if (time.GetElapsedTime(since) >= absence)
                return false;
            await Task.Delay(LookEvery, time, cancel);
        }

        return true;
    }

    private PortVanishedException Gone() => new($"The serial port {port} is gone and did not come back within {absence.TotalSeconds:0.#} s.");
}
