extern alias nanoapi;

using nanoapi::nanoFramework.Hardware.Esp32;
using nanoapi::nanoFramework.Runtime.Events;
using Thread = nanoapi::System.Threading.Thread;

namespace VirtualBoard.NanoApi.Tests.Net;

public sealed class Esp32Tests
{
    [Fact]
    public void Deep_sleep_ends_in_a_boot_that_knows_the_timer_woke_it()
    {
        using var test = new NetLab();
        var causes = new List<(ResetReason, Sleep.WakeupCause)>();
        var wentOn = false;
        test.Load(boot =>
        {
            causes.Add((boot.Reason, Sleep.GetWakeupCause()));
            if (causes.Count > 1)
                return;
            Assert.Equal(EspNativeError.OK, Sleep.EnableWakeupByTimer(TimeSpan.FromMinutes(10)));
            Sleep.StartDeepSleep();
            wentOn = true;
        });
        test.Board.PowerOn();
        test.Lab.RunFor(TimeSpan.FromMinutes(5));
        Assert.True(test.Board.IsAsleep);
        Assert.Null(test.Board.Current);
        test.Lab.RunFor(TimeSpan.FromMinutes(6));
        Assert.Equal([(ResetReason.PowerOn, Sleep.WakeupCause.Undefined), (ResetReason.DeepSleep, Sleep.WakeupCause.Timer)], causes);
        Assert.False(wentOn);
    }

    [Fact]
    public void Deep_sleep_is_ended_by_pins()
    {
        using var test = new NetLab();
        var woken = new List<(Sleep.WakeupCause, Sleep.WakeupGpioPin)>();
        test.Load(_ =>
        {
            woken.Add((Sleep.GetWakeupCause(), Sleep.GetWakeupGpioPin()));
            Assert.Equal(EspNativeError.INVALID_ARG, Sleep.EnableWakeupByPin(Sleep.WakeupGpioPin.Pin5, 1));
            if (woken.Count == 1)
                Sleep.EnableWakeupByPin(Sleep.WakeupGpioPin.Pin4, 1);
            else
                Sleep.EnableWakeupByMultiPins(Sleep.WakeupGpioPin.Pin12 | Sleep.WakeupGpioPin.Pin13, Sleep.WakeupMode.AnyHigh);
            Sleep.StartDeepSleep();
        });
        test.Board.PowerOn();
        test.Lab.RunFor(TimeSpan.FromHours(1));
        test.Board.Gpio.Drive(4, true);
        test.Lab.RunFor(TimeSpan.FromHours(1));
        test.Board.Gpio.Drive(13, true);
        test.Lab.RunFor(TimeSpan.FromSeconds(2));
        Assert.Equal(
            [
                (Sleep.WakeupCause.Undefined, Sleep.WakeupGpioPin.None),
                (Sleep.WakeupCause.Ext0, Sleep.WakeupGpioPin.None),
                (Sleep.WakeupCause.Ext1, Sleep.WakeupGpioPin.Pin13),
            ],
            woken.Take(3));
    }

    [Fact]
    public void Power_off_and_reset_end_deep_sleep_for_good()
    {
        using var test = new NetLab();
        var boots = new List<ResetReason>();
        test.Load(boot =>
        {
            boots.Add(boot.Reason);
            Sleep.EnableWakeupByTimer(TimeSpan.FromMinutes(1));
            if (boots.Count == 1)
                Sleep.StartDeepSleep();
        });
        test.Board.PowerOn();
        test.Lab.RunFor(TimeSpan.FromSeconds(10));
        test.Board.Reset(ResetReason.External);
        test.Lab.RunFor(TimeSpan.FromMinutes(10));
        Assert.Equal([ResetReason.PowerOn, ResetReason.External], boots);

        test.Board.PowerOff();
        boots.Clear();
        test.Board.PowerOn();
        test.Lab.RunFor(TimeSpan.FromSeconds(10));
        test.Board.PowerOff();
        test.Lab.RunFor(TimeSpan.FromMinutes(10));
        Assert.Single(boots);
    }

    [Fact]
    public void Light_sleep_stops_the_other_threads_and_goes_on()
    {
        using var test = new NetLab();
        test.Run(boot =>
        {
            var beats = 0;
            new Thread(() =>
            {
                while (true)
                {
                    NetLab.Sleep(1);
                    beats++;
                }
            }).Start();
            NetLab.Sleep(3.5);
            Assert.Equal(3, beats);
            Sleep.EnableWakeupByTimer(TimeSpan.FromMinutes(1));
            var from = boot.Uptime;
            Assert.Equal(EspNativeError.OK, Sleep.StartLightSleep());
            Assert.Equal(TimeSpan.FromMinutes(1), boot.Uptime - from);
            Assert.Equal(3, beats);
            Assert.Equal(Sleep.WakeupCause.Timer, Sleep.GetWakeupCause());
            NetLab.Sleep(3.5);
            Assert.InRange(beats, 6, 7);
        });
    }

    [Fact]
    public void High_resolution_timers_fire_once_or_again_and_again()
    {
        using var test = new NetLab();
        test.Run(boot =>
        {
            var start = HighResTimer.GetCurrent();
            Assert.Equal((ulong)boot.Uptime.TotalMicroseconds, start);
            var once = new HighResTimer();
            var often = new HighResTimer();
            var fired = new List<(string, ulong)>();
            once.OnHighResTimerExpired += (_, _) => fired.Add(("once", HighResTimer.GetCurrent() - start));
            often.OnHighResTimerExpired += (_, _) => fired.Add(("often", HighResTimer.GetCurrent() - start));
            once.StartOneShot(2_500);
            often.StartOnePeriodic(1_000);
            Assert.Throws<InvalidOperationException>(() => often.StartOneShot(1));
            BoardThread.Current!.Sleep(TimeSpan.FromMicroseconds(3_500));
            often.Stop();
            once.Dispose();
            NetLab.Sleep(1);
            Assert.Equal([("often", 1_000UL), ("often", 2_000UL), ("once", 2_500UL), ("often", 3_000UL)], fired);
        });
    }

    [Fact]
    public void Native_memory_shrinks_with_the_radio_and_each_socket()
    {
        using var test = new NetLab();
        test.Run(_ =>
        {
            var before = Free();
            NetLab.GoOnline();
            var online = Free();
            Assert.True(online < before);
            new nanoapi::System.Net.Http.HttpClient().Get(NetLab.Address);
            Assert.True(Free() < online);
            NativeMemory.GetMemoryInfo(NativeMemory.MemoryType.SpiRam, out var total, out var free, out var largest);
            Assert.Equal((0u, 0u, 0u), (total, free, largest));
        });

        static uint Free()
        {
            NativeMemory.GetMemoryInfo(NativeMemory.MemoryType.Internal, out _, out var free, out var largest);
            Assert.True(largest <= free);
            return free;
        }
    }

    [Fact]
    public void Pin_functions_are_kept()
    {
        using var test = new NetLab();
        test.Run(_ =>
        {
            Assert.Equal(-1, Configuration.GetFunctionPin(DeviceFunction.I2C1_DATA));
            Configuration.SetPinFunction(21, DeviceFunction.I2C1_DATA);
            Assert.Equal(21, Configuration.GetFunctionPin(DeviceFunction.I2C1_DATA));
            Assert.Throws<ArgumentException>(() => Configuration.SetPinFunction(20, DeviceFunction.I2C1_DATA));
        });
    }

    [Fact]
    public void Managed_events_reach_listener_and_filter()
    {
        using var test = new NetLab();
        test.Run(_ =>
        {
            var custom = new List<(ushort, uint)>();
            CustomEvent.CustomEventPosted += (_, e) => custom.Add((e.Data1, e.Data2));
            EventSink.PostManagedEvent((byte)EventCategory.Custom, 0, 7, 8);
            Assert.Equal([((ushort)7, 8u)], custom);

            var listener = new Listener(true);
            EventSink.AddEventListener(EventCategory.Unknown, listener);
            EventSink.PostManagedEvent((byte)EventCategory.Unknown, 3, 9, 0);
            var generic = Assert.IsType<GenericEvent>(Assert.Single(listener.Seen));
            Assert.Equal((3, 9u), (generic.Message, generic.Data));
            EventSink.AddEventFilter(EventCategory.Unknown, new Listener(false));
            EventSink.PostManagedEvent((byte)EventCategory.Unknown, 3, 9, 0);
            Assert.Single(listener.Seen);
        });
    }

    private sealed class Listener(bool passes) : IEventListener
    {
        public List<BaseEvent> Seen { get; } = [];

        public void InitializeForEventSource()
        {
        }

        public bool OnEvent(BaseEvent ev)
        {
            Seen.Add(ev);
            return passes;
        }
    }
}
