namespace AgentEmulator.Hosting;

/// <summary>The services do not own the process: Ctrl+C and signals belong to the command line.</summary>
internal sealed class NoConsoleLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
