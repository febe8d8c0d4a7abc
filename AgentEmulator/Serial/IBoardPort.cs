namespace AgentEmulator.Serial;

/// <summary>A line to a board.</summary>
internal interface IBoardPort : IDisposable
{
    /// <summary>Restarts the board through the serial lines.</summary>
    /// <returns>False when the port has no such lines.</returns>
    Task<bool> ResetAsync(CancellationToken cancel);

    /// <summary>Waits for bytes.</summary>
    /// <returns>How many came; at least 1.</returns>
    /// <exception cref="PortVanishedException">The port is gone.</exception>
    ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancel);
}

/// <summary>The lines to boards that this computer has.</summary>
internal interface IBoardPorts
{
    /// <summary>Says whether there is such a port now. Opens nothing.</summary>
    bool Exists(string name);

    /// <summary>Opens a port without resetting the board behind it, as far as its driver allows.</summary>
    /// <exception cref="Cli.EnvironmentFailureException">It is missing, busy or not allowed; the message says what to do.</exception>
    IBoardPort Open(string name, int baud);
}

/// <summary>A port that was open is gone: unplugged, or taken away by the operating system.</summary>
internal sealed class PortVanishedException(string message, Exception? inner = null) : Exception(message, inner);
