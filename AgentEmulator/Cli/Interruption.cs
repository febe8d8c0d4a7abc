using System.Runtime.InteropServices;

namespace AgentEmulator.Cli;

/// <summary>
/// Ctrl+C, and SIGTERM: the first asks the command to stop, and it takes the time that it needs to keep what it has; a second one ends the
/// program at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _asked = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _asked.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _asked.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        // Left alone, the signal does what it does to any program.
        if (_asked.IsCancellationRequested)
            return;
        context.Cancel = true;
        _asked.Cancel();
    }
}
