using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.Web;
using AgentEmulator.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;

namespace AgentEmulator.Tests.Rack;

/// <summary>The web page in a real browser, while a journal is being written.</summary>
[Collection("web page")]
public sealed class RackPageTests(ChromiumBrowser chromium) : IClassFixture<ChromiumBrowser>, IDisposable
{
    private readonly DirectoryInfo _folder = TestFolders.Create("page");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_board_is_seen_failing_quarantined_and_released_without_a_reload()
    {
        using var sample = new SoakSample(Path.Combine(_folder.FullName, "friday.db"), "good", "flaky");
        sample.Cycle("good");
        await using var web = await StartAsync();
        await using var visit = await chromium.VisitAsync(web.Address);
        var page = visit.Page;
        var tile = page.Locator("[data-board=flaky]");
        await Expect(tile).ToContainTextAsync("0 failed");
        await Expect(tile).ToContainTextAsync("waiting");
        // Only a reload would forget this.
        await page.EvaluateAsync("window.notReloaded = true");

        sample.Begin("flaky");
        await Expect(tile).ToContainTextAsync("cycle 1: provisioned");
        sample.End("flaky", "wifi-credentials-refused");
        await Expect(tile).ToContainTextAsync("1 failed");
        await Expect(page.Locator(".bars")).ToContainTextAsync("wifi-credentials-refused");
        await Expect(page.Locator("#failures")).ToContainTextAsync("flaky cycle 1");

        sample.Quarantine("flaky", "1 of 1 cycles failed: wifi-credentials-refused");
        await Expect(tile).ToContainTextAsync("quarantined");
        await Expect(page.Locator(".figure.quarantined")).ToContainTextAsync("1");
        await Expect(page.Locator(".troubles")).ToContainTextAsync("1 of 1 cycles failed");

        sample.Release("flaky", "2 rechecks passed in a row");
        await Expect(tile).ToContainTextAsync("waiting");
        await Expect(page.Locator("#events")).ToContainTextAsync("2 rechecks passed in a row");
        Assert.True(await page.EvaluateAsync<bool>("window.notReloaded === true"));
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task A_boards_page_shows_its_console_as_it_comes_and_runs_nothing_of_it()
    {
        using var sample = new SoakSample(Path.Combine(_folder.FullName, "run.db"), "dut/1 <i>");
        sample.Cycle("dut/1 <i>", console: ["first line"]);
        await using var web = await StartAsync();
        await using var visit = await chromium.VisitAsync(web.Address);
        var page = visit.Page;
        // What is drawn before the connection is there is replaced then: a click in between finds nothing.
        await page.Locator("main[data-live] .tile").ClickAsync();
        var console = page.Locator("#console");
        await Expect(console).ToContainTextAsync("first line");
        sample.Cycle("dut/1 <i>", "no-heartbeat", console: ["<img src=x onerror='window.hacked = true'><script>window.hacked = true</script>", "\u001b[31mlast line"]);
        await Expect(console).ToContainTextAsync("<script>window.hacked = true</script>");
        await Expect(console).ToContainTextAsync("last line");
        Assert.False(await page.EvaluateAsync<bool>("window.hacked === true"));
        Assert.Equal(0, await console.Locator("img, script").CountAsync());
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task A_boards_page_that_was_loaded_by_itself_goes_on_live()
    {
        using var sample = new SoakSample(Path.Combine(_folder.FullName, "run.db"), "dut/1 <i>");
        sample.Cycle("dut/1 <i>", console: ["first line"]);
        await using var web = await StartAsync();
        await using var visit = await chromium.VisitAsync(web.Address);
        var page = visit.Page;
        var link = await page.Locator(".tile").GetAttributeAsync("href");
        await page.GotoAsync(new Uri(new Uri(web.Address), link).AbsoluteUri);
        var console = page.Locator("#console");
        await Expect(console).ToContainTextAsync("first line");
        sample.Cycle("dut/1 <i>", "no-heartbeat", console: ["last line"]);
        await Expect(console).ToContainTextAsync("last line");
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task On_a_phone_nothing_is_wider_than_the_screen_and_the_page_asks_for_nothing_from_outside()
    {
        using var sample = new SoakSample(Path.Combine(_folder.FullName, "run.db"), [.. Enumerable.Range(1, 12).Select(i => $"a-board-with-a-long-name-{i}")]);
        sample.Cycle("a-board-with-a-long-name-1", "no-internet", console: [new string('w', 500)], advice: new string('a', 300));
        await using var web = await StartAsync();
        await using var visit = await chromium.VisitAsync(web.Address, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 360, Height = 740 } });
        var page = visit.Page;
        await Expect(page.Locator(".tile")).ToHaveCountAsync(12);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, 360);
        await page.GotoAsync(web.Address + "/runs/run/report.html");
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, 360);
        Assert.All(visit.Requests, url => Assert.True(url.StartsWith(web.Address, StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal), url));
        Assert.Empty(visit.Errors);
    }

    private Task<RackWeb> StartAsync() => RackWeb.StartAsync(
        new RackWebOptions { Url = "http://127.0.0.1:0", Runs = new RunFolder(_folder.FullName) }, TimeProvider.System, NullLoggerFactory.Instance);

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
