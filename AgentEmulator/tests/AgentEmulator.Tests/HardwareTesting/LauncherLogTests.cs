using AgentEmulator.HardwareTesting;
using AgentEmulator.Serial;

namespace AgentEmulator.Tests.HardwareTesting;

public sealed class LauncherLogTests
{
    [Theory]
    [InlineData("Test passed,A.B.C.0,12345", "A.B.C.0", BoardTestOutcome.Passed, null)]
    [InlineData("Test passed,Demo.Tests+Inner.With_underscore.12,0", "Demo.Tests+Inner.With_underscore.12", BoardTestOutcome.Passed, null)]
    [InlineData("Test failed,A.B.C.1,AreEqual failed. Expected:<1>, actual:<2>", "A.B.C.1", BoardTestOutcome.Failed, "AreEqual failed. Expected:<1>, actual:<2>")]
    [InlineData("Test failed,A.B.C.1,", "A.B.C.1", BoardTestOutcome.Failed, "")]
    [InlineData("Test skipped,A.B.C.0,no WiFi here", "A.B.C.0", BoardTestOutcome.Skipped, "no WiFi here")]
    [InlineData("\uFFFD\uFFFDx?Test passed,A.B.C.0,1", "A.B.C.0", BoardTestOutcome.Passed, null)]
    [InlineData("Test passed,A.B.C.0,99\uFFFD", "A.B.C.0", BoardTestOutcome.Passed, null)]
    [InlineData("Test passed,A.B.C.0,-5", "A.B.C.0", BoardTestOutcome.Passed, null)]
    public void Result_lines_are_read(string line, string name, object outcome, string? message)
    {
        var result = Assert.IsType<LauncherLine.Result>(LauncherLine.Parse(line));
        Assert.Equal((name, (BoardTestOutcome)outcome, message), (result.Name, result.Outcome, result.Message));
    }

    [Theory]
    [InlineData("Test passed")]
    [InlineData("Test passed,A.B.C.0")]
    [InlineData("Test passed,A.B.C.0,")]
    [InlineData("Test passed,A.B.C.0,x")]
    [InlineData("Test passed,A.B.\uFFFD.0,1")]
    [InlineData("Test passed,A.B.C,1")]
    [InlineData("Test passed,not a name,1")]
    [InlineData("Test passed,count: 1")]
    [InlineData("test passed,A.B.C.0,1")]
    [InlineData("All is Done. Really")]
    public void What_is_damaged_or_alike_is_no_result(string line) => Assert.IsType<LauncherLine.Text>(LauncherLine.Parse(line));

    [Fact]
    public void Ticks_are_durations_and_nonsense_is_none()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(1), Duration("10000"));
        Assert.Equal(TimeSpan.Zero, Duration("-10000"));
        Assert.Equal(TimeSpan.Zero, Duration("99999999999999999999999999"));

        static TimeSpan Duration(string ticks) => ((LauncherLine.Result)LauncherLine.Parse($"Test passed,A.B.0,{ticks}")).Duration;
    }

    [Fact]
    public void One_boot_is_counted_once_however_often_it_is_announced()
    {
        var log = Read(Launcher.Boot, Launcher.Passed("A.B.0"), Launcher.Boot, Launcher.Passed("A.B.0"));
        Assert.Equal((1, 1), (log.Reboots, log.BootsWithoutNews));
        Assert.Single(log.Results);
    }

    [Fact]
    public void Resets_before_nanoCLR_comes_up_are_boots_each() =>
        Assert.Equal(3, Read(Launcher.RomBanner, Launcher.RomBanner, Launcher.Boot).BootsWithoutNews);

    [Fact]
    public void A_restart_of_nanoCLR_alone_is_a_boot() =>
        Assert.Equal(1, Read(Launcher.Boot, Launcher.Passed("A.B.0"), Launcher.ClrBanner).Reboots);

    [Fact]
    public void A_boot_nobody_announced_shows_in_tests_that_begin_again()
    {
        var log = Read(Launcher.Passed("A.B.0"), Launcher.Passed("A.C.0"), Launcher.Passed("A.B.0"), Launcher.Passed("A.C.0"), Launcher.Passed("A.D.0"));
        Assert.Equal((1, 0, 3), (log.Reboots, log.BootsWithoutNews, log.Results.Count));
    }

    [Fact]
    public void A_failure_stays_whatever_comes_after_a_reboot()
    {
        var log = Read(Launcher.Failed("A.B.0", "first"), Launcher.Passed("A.C.0"), Launcher.Boot, Launcher.Passed("A.B.0"), Launcher.Failed("A.C.0", "second"));
        Assert.Equal(["first", "second"], log.Results.Select(r => r.Message));
        Assert.All(log.Results, r => Assert.Equal(BoardTestOutcome.Failed, r.Outcome));
    }

    [Fact]
    public void What_was_printed_belongs_to_the_next_result()
    {
        var log = Read("one\n", "two ", Launcher.Failed("A.B.0", "no"), "three\n", Launcher.Passed("A.C.0"), "four\n");
        Assert.Equal(["one\ntwo ", "three"], log.Results.Select(log.OutputOf));
        Assert.Equal(["four"], log.Rest);
    }

    [Fact]
    public void The_end_counts_until_something_else_is_said()
    {
        Assert.True(Read(Launcher.Passed("A.B.0"), Launcher.End).HasEnded);
        Assert.False(Read("Done.\n", "goes on\n").HasEnded);
        Assert.False(Read("Done.\n", Launcher.Passed("A.B.0")).HasEnded);
        Assert.True(Read(Launcher.Passed("A.B.0"), "Done.\n", Launcher.Boot).BeganAgain);
    }

    private static LauncherLog Read(params string[] parts)
    {
        var lines = new SerialLines();
        var log = new LauncherLog();
        foreach (var line in lines.Take(Launcher.Bytes(string.Concat(parts))))
            log.Take(LauncherLine.Parse(line));
        return log;
    }
}
