extern alias nanoapi;

using File = nanoapi::System.IO.File;
using Guest = nanoapi::VirtualBoard.NanoApi.Guest;
using ManualResetEvent = nanoapi::System.Threading.ManualResetEvent;
using Monitor = nanoapi::System.Threading.Monitor;
using NanoConsole = nanoapi::System.Console;
using NanoDateTime = nanoapi::System.DateTime;
using NanoGC = nanoapi::nanoFramework.Runtime.Native.GC;
using Power = nanoapi::nanoFramework.Runtime.Native.Power;
using Rtc = nanoapi::nanoFramework.Runtime.Native.Rtc;
using SystemInfo = nanoapi::nanoFramework.Runtime.Native.SystemInfo;
using Thread = nanoapi::System.Threading.Thread;
using Timer = nanoapi::System.Threading.Timer;

namespace VirtualBoard.NanoApi.Tests.Native;

public sealed class PowerTests
{
    [Fact]
    public void A_reboot_runs_its_handlers_and_never_returns()
    {
        using var bench = new Bench();
        var trace = new List<string>();
        bench.Load(boot =>
        {
            trace.Add($"boot {boot.Number} {boot.Reason}");
            if (boot.Number > 1)
                return;
            Power.OnRebootEvent += () => trace.Add("handler");
            Power.OnRebootEvent += () => throw new InvalidOperationException("ignored");
            Power.RebootDevice();
            trace.Add("not reached");
        });
        bench.Board.PowerOn();
        bench.Until(() => trace.Count >= 3);
        bench.Lab.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal(["boot 1 PowerOn", "handler", "boot 2 Software"], trace);
    }

    [Fact]
    public void Handlers_of_a_boot_are_gone_in_the_next()
    {
        using var bench = new Bench();
        var calls = 0;
        bench.Load(boot =>
        {
            if (boot.Number == 1)
                Power.OnRebootEvent += () => calls++;
            if (boot.Number < 4)
                Power.RebootDevice();
        });
        bench.Board.PowerOn();
        bench.Until(() => bench.Board.BootCount == 4);
        Assert.Equal(1, calls);
    }

    [Fact]
    public void Nothing_that_a_dead_boot_tries_has_an_effect()
    {
        using var bench = new Bench();
        bench.Boot(() => File.WriteAllText(@"I:\a", "old"));
        var refused = 0;
        var tried = false;
        var signal = new ManualResetEvent(false);
        var key = new object();
        bench.Load(_ =>
        {
            try
            {
                Thread.Sleep(-1);
            }
            catch (PowerOffException)
            {
                foreach (var attempt in Attempts(signal, key))
                    refused += Record.Exception(attempt) is PowerOffException ? 1 : 0;
                tried = true;
                Assert.True(CpuMeter.Current.IsDead);
                throw;
            }
        });
        bench.Board.PowerOff();
        bench.Board.PowerOn();
        bench.Lab.RunFor(TimeSpan.FromSeconds(2));
        bench.Board.PowerOff();
        bench.Until(() => tried);
        Assert.Equal(Attempts(signal, key).Length, refused);
        Assert.DoesNotContain("dead", bench.Console, StringComparison.Ordinal);
        bench.Boot(() => Assert.Equal("old", File.ReadAllText(@"I:\a")));
    }

    [Fact]
    public void Timers_and_threads_end_with_the_power()
    {
        using var bench = new Bench();
        var ticks = 0;
        bench.Load(boot =>
        {
            if (boot.Number > 1)
                return;
            _ = new Timer(_ => ticks++, null, 10, 10);
            new Thread(() =>
            {
                while (true)
                {
                    Thread.Sleep(10);
                    ticks++;
                }
            }).Start();
            Thread.Sleep(100);
        });
        bench.Board.PowerOn();
        bench.Until(() => ticks >= 10);
        bench.Board.PowerCycle(TimeSpan.FromSeconds(1));
        var before = ticks;
        bench.Lab.RunFor(TimeSpan.FromSeconds(5));
        Assert.Equal(before, ticks);
    }

    [Fact]
    public void Only_the_loss_of_power_is_hidden_from_firmware()
    {
        Assert.False(Guest.IsCatchable(new PowerOffException()));
        Assert.True(Guest.IsCatchable(new InvalidOperationException()));
    }

    [Fact]
    public void The_console_and_the_system_speak_of_the_board()
    {
        using var bench = new Bench();
        bench.Boot(() =>
        {
            NanoConsole.Write("one ");
            NanoConsole.WriteLine("line");
            NanoConsole.WriteLine(null);
            Assert.Equal("ESP32_REV3", SystemInfo.TargetName);
            Assert.InRange(NanoGC.Run(true), 1u, (uint)bench.Board.Definition.ManagedHeap);
            Assert.Equal(NanoGC.Run(true), NanoGC.Run(false));
        });
        Assert.Equal("one line\n", bench.Console);
    }

    private static Action[] Attempts(ManualResetEvent signal, object key) =>
    [
        () => NanoConsole.WriteLine("dead"),
        () => File.WriteAllText(@"I:\a", "dead"),
        () => signal.Set(),
        () => Monitor.Enter(key),
        () => Thread.Sleep(1),
        () => new Thread(() => { }).Start(),
        () => new Timer(_ => { }, null, 1, 1).Dispose(),
        () => Rtc.SetSystemTime(NanoDateTime.MaxValue),
        () => Power.RebootDevice(),
        () => Guest.Statics(0),
    ];
}
