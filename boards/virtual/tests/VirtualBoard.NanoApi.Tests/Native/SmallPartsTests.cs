extern alias nanoapi;

using VirtualBoard.NanoApi.Tests.Net;
using ConstraintException = nanoapi::nanoFramework.Runtime.Native.ConstraintException;
using CultureInfo = nanoapi::System.Globalization.CultureInfo;
using ExecutionConstraint = nanoapi::nanoFramework.Runtime.Native.ExecutionConstraint;
using GpioPulseCounter = nanoapi::System.Device.Gpio.GpioPulseCounter;
using GpioPulsePolarity = nanoapi::System.Device.Gpio.GpioPulsePolarity;
using IOException = nanoapi::System.IO.IOException;
using NanoGC = nanoapi::nanoFramework.Runtime.Native.GC;
using NanoThread = nanoapi::System.Threading.Thread;
using SDCard = nanoapi::nanoFramework.System.IO.FileSystem.SDCard;
using TouchPad = nanoapi::nanoFramework.Hardware.Esp32.Touch.TouchPad;
using WeakReference = nanoapi::System.WeakReference;
using WirelessAPConfiguration = nanoapi::System.Net.NetworkInformation.WirelessAPConfiguration;

namespace VirtualBoard.NanoApi.Tests.Native;

/// <summary>Parts of the API that few programs use.</summary>
public sealed class SmallPartsTests : IDisposable
{
    private readonly NetLab _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_thread_that_exceeds_its_constraint_is_ended_by_an_exception() => _test.Run(_ =>
    {
        ExecutionConstraint.Install(100, 1);
        Assert.Throws<ConstraintException>(() => NanoThread.Sleep(1_000));
        ExecutionConstraint.Install(100, 1);
        ExecutionConstraint.Install(-1, 1);
        NanoThread.Sleep(1_000);
    });

    [Fact]
    public void The_target_of_a_weak_reference_goes_with_the_collection_that_firmware_asks_for() => _test.Run(_ =>
    {
        var kept = new object();
        var (strong, weak) = (new WeakReference(kept), Forgotten());
        Assert.True(weak.IsAlive);
        NanoGC.Run(true);
        Assert.False(weak.IsAlive);
        Assert.Null(weak.Target);
        Assert.Same(kept, strong.Target);
        GC.KeepAlive(kept);
    });

    [Fact]
    public void The_pulse_counter_counts_the_edges_it_is_told_to() => _test.Run(boot =>
    {
        using var both = new GpioPulseCounter(4);
        using var rising = new GpioPulseCounter(4) { Polarity = GpioPulsePolarity.Rising };
        both.Start();
        rising.Start();
        for (var i = 0; i < 10; i++)
            boot.Board.Gpio.Drive(4, i % 2 == 0);
        Assert.Equal((10, 5), (both.Read().Count, rising.Reset().Count));
        rising.Stop();
        boot.Board.Gpio.Drive(4, true);
        Assert.Equal((11, 0), (both.Read().Count, rising.Read().Count));
        Assert.Throws<ArgumentException>(() => new GpioPulseCounter(99));
    });

    [Fact]
    public void A_touch_is_told_when_the_reading_crosses_the_threshold() => _test.Run(boot =>
    {
        var told = new List<(int, bool)>();
        using var first = new TouchPad(0) { Threshold = 500 };
        using var second = new TouchPad(5) { Threshold = 500 };
        first.ValueChanged += (_, e) => told.Add((e.PadNumber, e.Touched));
        second.ValueChanged += (_, e) => told.Add((e.PadNumber, e.Touched));
        Assert.Equal(1_000u, first.Read());
        foreach (var reading in new uint[] { 400, 300, 900 })
        {
            boot.Board.Touch.Set(5, reading);
            NetLab.Sleep(0.01);
        }

        Assert.Equal([(5, true), (5, false)], told);
        Assert.Throws<ArgumentException>(() => new TouchPad(0));
    });

    [Fact]
    public void The_access_point_of_the_board_keeps_its_settings_over_a_reset() => Assert.Equal("mine", TwoBoots(
        static () =>
        {
            var own = WirelessAPConfiguration.GetAllWirelessAPConfigurations()[0];
            (own.Ssid, own.Password) = ("mine", "secret one");
            own.SaveConfiguration();
            return own.Ssid;
        },
        static () => WirelessAPConfiguration.GetAllWirelessAPConfigurations()[0].Ssid!));

    [Fact]
    public void There_is_no_card_in_the_slot_and_all_cultures_are_the_invariant_one() => _test.Run(_ =>
    {
        Assert.Throws<IOException>(new SDCard().Mount);
        Assert.Equal("", CultureInfo.CurrentUICulture.Name);
        Assert.Equal("de", new CultureInfo("de-AT").Parent.Name);
        Assert.Equal(".", new CultureInfo("de-AT").NumberFormat.NumberDecimalSeparator);
        Assert.Equal("Sunday", new CultureInfo("de-AT").DateTimeFormat.DayNames[0]);
    });

    private string TwoBoots(Func<string> first, Func<string> second)
    {
        var result = "";
        _test.Run(_ => first());
        _test.Board.PowerOff();
        _test.Run(_ => result = second());
        return result;
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference Forgotten() => new(new object());
}
