using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace AgentEmulator.Hosting;

/// <summary>
/// A server without sockets and threads: a request runs through the ASP.NET Core pipeline on the thread that brings it,
/// and what it waits for resumes it on the thread that ends the wait. Under a simulated clock a run is then a function of
/// its seed. TestServer is not used since it moves every request to the thread pool.
/// </summary>
internal sealed class LabServer : IServer
{
    private Func<IFeatureCollection, Task>? _process;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        _process = features => ProcessAsync(application, features);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _process = null;
        return Task.CompletedTask;
    }

    public void Dispose() => _process = null;

    /// <summary>Runs one request; the answer is complete when the task is.</summary>
    /// <exception cref="HttpRequestException">The server does not run.</exception>
    public async Task<LabExchange> SendAsync(LabExchange exchange)
    {
        var process = _process
            ?? throw new HttpRequestException(HttpRequestError.ConnectionError, "the service is not running");
        await process(exchange.Features).ConfigureAwait(false);
        return exchange;
    }

    private static async Task ProcessAsync<TContext>(IHttpApplication<TContext> application, IFeatureCollection features)
        where TContext : notnull
    {
        var response = (LabResponse)features.GetRequiredFeature<IHttpResponseFeature>();
        var context = application.CreateContext(features);
        try
        {
            await application.ProcessRequestAsync(context).ConfigureAwait(false);
            await response.StartAsync().ConfigureAwait(false);
            await features.GetRequiredFeature<IHttpResponseBodyFeature>().CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            application.DisposeContext(context, e);
            throw;
        }

        application.DisposeContext(context, null);
        await response.CompleteAsync().ConfigureAwait(false);
    }
}
