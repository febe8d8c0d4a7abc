using System.Net.Sockets;
using AgentEmulator.Hosting;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.Pages;
using AgentEmulator.Rack.Reports;
using AgentEmulator.Rack.Watching;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace AgentEmulator.Rack.Web;

/// <summary>What the web page of soak runs is set up with.</summary>
internal sealed record RackWebOptions
{
    /// <summary>URL to listen on; port 0 takes a free one.</summary>
    public required string Url { get; init; }

    /// <summary>Folder of the journals.</summary>
    public required RunFolder Runs { get; init; }

    /// <summary>The one run to show; null, the default, for all of the folder.</summary>
    public string? Run { get; init; }

    /// <summary>Token that is demanded; null on loopback only.</summary>
    public string? Token { get; init; }
}

/// <summary>
/// The web page of soak runs: live over SignalR (Blazor), Prometheus metrics under <c>/metrics</c>, reports to download. Reads journals and never
/// writes; whichever process works on a run, it follows.
/// </summary>
internal sealed class RackWeb : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly RackWatch _watch;
    private readonly RackMetrics _metrics;

    private RackWeb(WebApplication application, RackWatch watch, RackMetrics metrics, string address) =>
        (_application, _watch, _metrics, Address) = (application, watch, metrics, address);

    /// <summary>The bound address, without a trailing slash.</summary>
    public string Address { get; }

    /// <summary>Starts it.</summary>
    /// <exception cref="ServiceAddressException">The address cannot be listened on; nothing is left running.</exception>
    public static async Task<RackWeb> StartAsync(RackWebOptions options, TimeProvider time, ILoggerFactory log)
    {
        var metrics = new RackMetrics();
        var watch = new RackWatch(options.Runs, options.Run, time, metrics.Observe);
        metrics.Watch(watch);
        var application = Create(options, watch, time, log);
        try
        {
            await application.StartAsync();
            // What is recorded before the exporter listens would be missing from its totals.
            watch.Start();
            var bound = application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
            return new RackWeb(application, watch, metrics, bound.Addresses.First().TrimEnd('/'));
        }
        catch (Exception e)
        {
            await application.DisposeAsync();
            await watch.DisposeAsync();
            metrics.Dispose();
            if (e is IOException or SocketException or InvalidOperationException or FormatException)
                throw new ServiceAddressException("web page", options.Url, e);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Open pages hold connections; they are not waited for.
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
        await _watch.DisposeAsync();
        _metrics.Dispose();
    }

    private static WebApplication Create(RackWebOptions options, RackWatch watch, TimeProvider time, ILoggerFactory log) => ServiceApplication.Create(
        "Web",
        log,
        builder =>
        {
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
            builder.WebHost.UseUrls(options.Url);
            builder.WebHost.UseStaticWebAssets();
            builder.Services.AddSingleton(watch);
            builder.Services.AddSingleton(time);
            builder.Services.AddRouting();
            // Keys are of this process: nothing outlives it that they would have to open.
            builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
            builder.Services.AddRazorComponents().AddInteractiveServerComponents();
            builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("AgentEmulator")).WithMetrics(metrics => metrics.AddMeter(RackMetrics.MeterName).AddPrometheusExporter());
        },
        app => Map(app, options, watch),
        context => context.Request.Path.Value ?? "");

    private static void Map(WebApplication app, RackWebOptions options, RackWatch watch)
    {
        var guard = new AccessGuard(options.Token);
        app.Use(guard.InvokeAsync);
        app.UseRouting();
        app.UseAntiforgery();
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapGet("/rack.js", () => Results.Stream(
            typeof(RackWeb).Assembly.GetManifestResourceStream("rack.js") ?? throw new InvalidOperationException("rack.js is not in the assembly."),
            "text/javascript"));
        app.MapGet("/runs/{run}/report.html", (string run) => ReportAsync(watch, run, "text/html; charset=utf-8", HtmlReport.OfAsync));
        app.MapGet("/runs/{run}/report.json", (string run) =>
            ReportAsync(watch, run, "application/json", report => Task.FromResult(State.RunSummary.Of(report.State).ToJson())));
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }

    private static async Task<IResult> ReportAsync(RackWatch watch, string run, string type, Func<RunReport, Task<string>> make)
    {
        if (watch.Follow(run) is not { } follower)
            return Results.NotFound($"There is no run \"{run}\".");
        try
        {
            return Results.Text(await make(await Task.Run(() => RunReport.Read(follower.Path))), type);
        }
        catch (JournalException e)
        {
            return Results.Text(e.Message, "text/plain", statusCode: StatusCodes.Status500InternalServerError);
        }
    }
}
