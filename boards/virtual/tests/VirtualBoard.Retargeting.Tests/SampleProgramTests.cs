using VirtualBoard.Retargeting.Tests.Kit;
using VirtualBoard.Testing;

namespace VirtualBoard.Retargeting.Tests;

/// <summary>The sample programs in the folder guests, one per area, as users would write them: compiled by MSBuild, run as they are.</summary>
public sealed class SampleProgramTests : IDisposable
{
    private readonly Bench _bench = new();

    public SampleProgramTests() => TestAir.Fill(_bench.Lab);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Threads_and_timers() => Assert.Equal(
        [
            "20 jobs done",
            "workers have ended",
            "heartbeat ticked",
            "slow callback ran a few times in ten periods",
            "the others live",
            "took less than ten seconds",
        ],
        Run("ThreadsAndTimers").Where(l => !l.Contains("++++", StringComparison.Ordinal) && !l.StartsWith("   at ", StringComparison.Ordinal)));

    [Fact]
    public void Files() => Assert.Equal(
        [
            "before.txt has 190 bytes",
            "now.txt has 200 bytes",
            "last: reading 19: 39.5 C",
            "move onto a file that is there: refused",
            "open a file that is not there: refused",
            "delete a folder that is not empty: refused",
            "start 1",
            "gone",
        ],
        Run("Files"));

    [Fact]
    public void Wifi()
    {
        var board = Board("Wifi");
        board.PowerOn();
        _bench.Lab.RunFor(TimeSpan.FromMinutes(1));
        var joined = Bench.Lines(board);
        var accessPoint = _bench.Lab.Air.AccessPoints.First(a => a.Ssid == TestAir.Ssid);
        accessPoint.IsOn = false;
        _bench.Lab.RunFor(TimeSpan.FromSeconds(30));
        accessPoint.IsOn = true;
        _bench.Lab.RunFor(TimeSpan.FromSeconds(30));

        Assert.Equal(
            [
                "scanned",
                "found nf-test, 3 bars",
                "nf-test-absent: not there",
                "nf-test: refused",
                "nf-test: joined",
                "ready, 2026",
                "address from DHCP",
            ],
            joined.Where(l => !l.StartsWith("link", StringComparison.Ordinal)));
        Assert.Equal(["link is down", "link is up"], Bench.Lines(board).Skip(joined.Count));
    }

    [Fact]
    public void Gpio()
    {
        var board = Board("Gpio");
        var button = 0;
        board.Gpio.Drive(button, true);
        board.PowerOn();
        _bench.Lab.RunFor(TimeSpan.FromSeconds(3));
        for (var press = 0; press < 2; press++)
        {
            foreach (var level in new[] { false, true })
            {
                board.Gpio.Drive(button, level);
                _bench.Lab.RunFor(TimeSpan.FromMilliseconds(300));
            }
        }

        Assert.Equal(["button is up", "press the button", "press 1, LED is on", "press 2, LED is off"], Bench.Lines(board));
    }

    [Fact]
    public void Reboots()
    {
        var board = Board("Reboots");
        board.PowerOn();
        _bench.Lab.RunFor(TimeSpan.FromHours(1.1));

        Assert.Equal(
            [
                "boot 1, woken by nothing, 1 in memory",
                "about to reboot",
                "boot 2, woken by nothing, 1 in memory",
                "boot 3, woken by the timer, 1 in memory",
                "it is 13 o'clock in 2030",
                "done",
            ],
            Bench.Lines(board));
    }

    [Fact]
    public void Http() => Assert.Equal(
        [
            "POST /echo: 200 {\"reading\":21}",
            "GET /unavailable: 503",
            "GET /reset: no answer",
            "GET /never: no answer",
            "own page: 200 GET /led?on=1",
        ],
        Run("Http"));

    [Fact]
    public void Sockets() => Assert.Equal(
        [
            "echo: one",
            "echo: two",
            "nobody listens: 10054",
            "no answer: 10060",
            "datagram from 127.0.0.1",
            "done",
        ],
        Run("Sockets"));

    private IReadOnlyList<string> Run(string guest)
    {
        var board = Board(guest);
        board.PowerOn();
        _bench.Lab.RunFor(TimeSpan.FromMinutes(2));
        return Bench.Lines(board);
    }

    private Board Board(string guest) => _bench.AddBoard(FirmwareImage.Load(
        Path.Combine(AppContext.BaseDirectory, "guests", guest + ".dll"), new RetargetOptions { ReferenceFolder = GuestCompiler.ReferenceFolder }));
}
