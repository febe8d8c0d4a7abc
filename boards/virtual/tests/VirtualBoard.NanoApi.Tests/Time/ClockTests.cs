extern alias nanoapi;

using DateTime = nanoapi::System.DateTime;
using NanoEnvironment = nanoapi::System.Environment;
using Rtc = nanoapi::nanoFramework.Runtime.Native.Rtc;
using Thread = nanoapi::System.Threading.Thread;

namespace VirtualBoard.NanoApi.Tests.Time;

public sealed class ClockTests
{
    [Fact]
    public void The_clock_starts_at_1970_is_set_survives_a_reset_and_not_the_loss_of_power()
    {
        using var bench = new Bench();
        bench.Boot(() =>
        {
            Assert.Equal(1970, DateTime.UtcNow.Year);
            Assert.True(Rtc.SetSystemTime(new DateTime(2026, 11, 23, 10, 0, 0)));
            Thread.Sleep(1_500);
            Assert.Equal(new DateTime(2026, 11, 23, 10, 0, 1, 500), DateTime.UtcNow);
            Assert.Equal(new DateTime(2026, 11, 23), DateTime.Today);
        });

        var afterReset = 0;
        bench.Load(_ => afterReset = DateTime.UtcNow.Year);
        bench.Board.Reset(ResetReason.Software);
        bench.Until(() => afterReset != 0);
        Assert.Equal(2026, afterReset);
        bench.Boot(() => Assert.Equal(1970, DateTime.UtcNow.Year));
    }

    [Fact]
    public void Ticks_count_from_the_boot()
    {
        using var bench = new Bench();
        bench.Boot(() =>
        {
            var start = NanoEnvironment.TickCount64;
            Assert.InRange(start, 500, 1_000);
            Thread.Sleep(1_234);
            Assert.Equal(start + 1_234, NanoEnvironment.TickCount64);
        });
    }
}
