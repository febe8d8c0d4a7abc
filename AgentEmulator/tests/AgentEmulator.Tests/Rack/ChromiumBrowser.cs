using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace AgentEmulator.Tests.Rack;

/// <summary>One headless Chromium for the tests of a class, as the system installed it; without one they are skipped.</summary>
public sealed class ChromiumBrowser : IAsyncLifetime
{
    private const float PatienceMs = 120_000;
    private static readonly string[] Paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM") ?? Paths.FirstOrDefault(File.Exists);
        if (path is null)
            return;
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Timeout = PatienceMs,
            Args =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>Opens a page; skips the test where there is no Chromium.</summary>
    public async Task<Visit> VisitAsync(string url, BrowserNewContextOptions? options = null)
    {
        Assert.SkipWhen(_browser is null, "There is no Chromium: install it (Debian: apt-get install chromium), or say where it is with the environment variable CHROMIUM.");
        var context = await _browser.NewContextAsync(options);
        context.SetDefaultTimeout(PatienceMs);
        var visit = new Visit(context, await context.NewPageAsync());
        await visit.Page.GotoAsync(url);
        return visit;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

/// <summary>A page in a window of its own, with what went wrong in it.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly ConcurrentQueue<string> _requests = new();

    internal Visit(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.PageError += (_, error) => _errors.Enqueue(error);
        page.Request += (_, request) => _requests.Enqueue(request.Url);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _errors.Enqueue(message.Text);
        };
    }

    public IPage Page { get; }

    public IReadOnlyCollection<string> Errors => _errors;

    public IReadOnlyCollection<string> Requests => _requests;

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
