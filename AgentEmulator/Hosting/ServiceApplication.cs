namespace AgentEmulator.Hosting;

/// <summary>
/// Makes one ASP.NET Core application of one service: nothing from files, environment or console, request lines and
/// unexpected failures to the injected log.
/// </summary>
internal static class ServiceApplication
{
    /// <param name="name">Of the service; its log category is AgentEmulator.{name}.</param>
    /// <param name="log">Sink of all lines.</param>
    /// <param name="useServer">Chooses the server.</param>
    /// <param name="map">Adds the service's endpoints.</param>
    /// <param name="describePath">How a request's path appears in the log; it must hide secrets.</param>
    public static WebApplication Create(
        string name, ILoggerFactory log, Action<WebApplicationBuilder> useServer, Action<WebApplication> map,
        Func<HttpContext, string> describePath)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "AgentEmulator" });
        builder.Services.AddSingleton<ILoggerFactory>(new QuietLoggerFactory(log));
        builder.Services.AddSingleton<IHostLifetime, NoConsoleLifetime>();
        useServer(builder);
        var app = builder.Build();
        var logger = log.CreateLogger("AgentEmulator." + name);
        app.Use((context, next) => ObserveAsync(context, next, logger, describePath));
        map(app);
        return app;
    }

    private static async Task ObserveAsync(
        HttpContext context, RequestDelegate next, ILogger logger, Func<HttpContext, string> describePath)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            logger.LogDebug("{Method} {Path} abandoned by the client", context.Request.Method, describePath(context));
            return;
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = e.StatusCode;
        }
#pragma warning disable CA1031 // The outermost frame of a request: the failure is logged and answered 500.
        catch (Exception e) when (!context.Response.HasStarted)
#pragma warning restore CA1031
        {
            logger.LogError(e, "{Method} {Path} failed", context.Request.Method, describePath(context));
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }

        if (logger.IsEnabled(LogLevel.Information))
        {
            logger.LogInformation(
                "{Method} {Path} {Status}", context.Request.Method, describePath(context), context.Response.StatusCode);
        }
    }
}
