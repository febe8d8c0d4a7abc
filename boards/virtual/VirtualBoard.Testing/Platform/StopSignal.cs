using Microsoft.Testing.Platform.Capabilities.TestFramework;

namespace VirtualBoard.Testing.Platform;

/// <summary>Lets the platform end a run early, after the maximum of failed tests.</summary>
internal sealed class StopSignal : IGracefulStopTestExecutionCapability, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public CancellationToken Token => _stop.Token;

    public Task StopTestExecutionAsync(CancellationToken cancellationToken) => _stop.CancelAsync();

    public void Dispose() => _stop.Dispose();
}
