using AgentEmulator.Cli;

namespace AgentEmulator.Serial;

/// <summary>The console of a board, line by line, for as long as the board can be reached.</summary>
/// <remarks>
/// A board with USB of its own vanishes from the computer whenever it resets, and comes back: a port may be away for as long as
/// <paramref name="absence"/> before it counts as unplugged.
/// </remarks>
internal sealed class BoardConsole(IBoardPorts ports, string name, int baud, TimeSpan absence, TimeProvider time)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private readonly SerialLines _lines = new();

    /// <summary>A line came.</summary>
    public event Action<string>? Line;

    /// <summary>Bytes came, as they came.</summary>
    public event Action<ReadOnlyMemory<byte>>? Received;

    /// <summary>The port is away; it may come back.</summary>
    public event Action? Away;

    /// <summary>The port is back.</summary>
    public event Action? Back;

    /// <summary>The port is open. The argument says whether the board was reset as wanted: false when there are no lines to do so.</summary>
    public event Action<bool>? Opened;

    /// <summary>Reads until cancelled or until the handlers have heard enough.</summary>
    /// <param name="reset">Whether to reset the board first.</param>
    /// <param name="enough">Looked at after each piece.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="PortVanishedException">The port is away for too long.</exception>
    /// <exception cref="EnvironmentFailureException">It cannot be opened to begin with.</exception>
    public async Task ReadAsync(bool reset, Func<bool> enough, CancellationToken cancel)
    {
        var port = ports.Open(name, baud);
        try
        {
            Opened?.Invoke(!reset || await port.ResetAsync(cancel));
            var buffer = new byte[4096];
            while (!enough())
            {
                try
                {
                    Take(buffer.AsMemory(0, await port.ReadAsync(buffer, cancel)));
                }
                catch (PortVanishedException e)
                {
                    port.Dispose();
                    EndLine();
                    Away?.Invoke();
                    port = await ComeBackAsync(e, cancel);
                    Back?.Invoke();
                }
            }
        }
        finally
        {
            port.Dispose();
            EndLine();
        }
    }

    private async Task<IBoardPort> ComeBackAsync(PortVanishedException vanished, CancellationToken cancel)
    {
        var since = time.GetTimestamp();
        Exception? refused = null;
        while (time.GetElapsedTime(since) < absence)
        {
            await Task.Delay(LookAgain, time, cancel);
            if (!ports.Exists(name))
                continue;
            try
            {
                return ports.Open(name, baud);
            }
            catch (EnvironmentFailureException e)
            {
                refused = e; // Just plugged in: the system has not yet given it to its users.
            }
        }

        throw new PortVanishedException(
            $"{vanished.Message} It did not come back within {absence.TotalSeconds:0.#} s. Was the cable pulled, or did the board lose power?" +
            (refused is null ? "" : $" ({refused.Message})"),
            vanished);
    }

    private void Take(ReadOnlyMemory<byte> bytes)
    {
        Received?.Invoke(bytes);
        foreach (var line in _lines.Take(bytes.Span))
            Line?.Invoke(line);
    }

    private void EndLine()
    {
        foreach (var line in _lines.Flush())
            Line?.Invoke(line);
    }
}
