extern alias nanoapi;

using nanoapi::System.Device.Gpio;

namespace VirtualBoard.NanoApi.Tests.Net;

public sealed class GpioTests
{
    [Fact]
    public void An_output_shows_at_the_pin_and_is_gone_with_a_reset()
    {
        using var test = new NetLab();
        test.Run(boot =>
        {
            using var controller = new GpioController();
            var led = controller.OpenPin(2, PinMode.Output);
            led.Write(PinValue.High);
            Assert.True(boot.Board.Gpio.Read(2));
            Assert.Equal(PinValue.High, led.Read());
            led.Toggle();
            Assert.False(boot.Board.Gpio.Read(2));
            led.Write(PinValue.High);
        });
        Assert.True(test.Board.Gpio.Read(2));
        test.Board.Reset(ResetReason.Software);
        Assert.False(test.Board.Gpio.Read(2));
    }

    [Fact]
    public void An_input_reads_its_pull_until_the_bench_drives_it()
    {
        using var test = new NetLab();
        test.Run(boot =>
        {
            var button = new GpioController().OpenPin(0, PinMode.InputPullUp);
            Assert.Equal(PinValue.High, button.Read());
            boot.Board.Gpio.Drive(0, false);
            Assert.Equal(PinValue.Low, button.Read());
            boot.Board.Gpio.Drive(0, null);
            button.SetPinMode(PinMode.InputPullDown);
            Assert.Equal(PinValue.Low, button.Read());
            Assert.Equal(PinMode.InputPullDown, button.GetPinMode());
        });
    }

    [Fact]
    public void Edges_come_in_order_on_another_thread()
    {
        using var test = new NetLab();
        test.Run(boot =>
        {
            var button = new GpioController().OpenPin(0, PinMode.InputPullUp);
            var edges = new List<PinEventTypes>();
            var main = BoardThread.Current;
            button.ValueChanged += (sender, e) =>
            {
                Assert.NotSame(main, BoardThread.Current);
                Assert.Same(button, sender);
                Assert.Equal(0, e.PinNumber);
                edges.Add(e.ChangeType);
            };
            Press(boot, 0);
            Press(boot, 0);
            Assert.Empty(edges);
            NetLab.Sleep(0.1);
            Assert.Equal([PinEventTypes.Falling, PinEventTypes.Rising, PinEventTypes.Falling, PinEventTypes.Rising], edges);
        });
    }

    [Fact]
    public void A_debounced_input_tells_only_what_holds()
    {
        using var test = new NetLab();
        test.Run(boot =>
        {
            var button = new GpioController().OpenPin(0, PinMode.InputPullUp);
            button.DebounceTimeout = TimeSpan.FromMilliseconds(50);
            var edges = new List<PinEventTypes>();
            button.ValueChanged += (_, e) => edges.Add(e.ChangeType);
            Press(boot, 0);
            NetLab.Sleep(1);
            Assert.Empty(edges);

            for (var i = 0; i < 4; i++)
            {
                Press(boot, 0);
                NetLab.Sleep(0.005);
            }

            boot.Board.Gpio.Drive(0, false);
            NetLab.Sleep(1);
            Assert.Equal([PinEventTypes.Falling], edges);
        });
    }

    [Fact]
    public void The_controller_calls_back_for_the_edges_asked_for()
    {
        using var test = new NetLab();
        test.Run(boot =>
        {
            using var controller = new GpioController(PinNumberingScheme.Logical);
            controller.OpenPin(4, PinMode.InputPullUp);
            var edges = new List<PinEventTypes>();
            PinChangeEventHandler handler = (_, e) => edges.Add(e.ChangeType);
            controller.RegisterCallbackForPinValueChangedEvent(4, PinEventTypes.Rising, handler);
            Press(boot, 4);
            NetLab.Sleep(0.1);
            Assert.Equal([PinEventTypes.Rising], edges);
            controller.UnregisterCallbackForPinValueChangedEvent(4, handler);
            Press(boot, 4);
            NetLab.Sleep(0.1);
            Assert.Single(edges);
        });
    }

    [Fact]
    public void Pins_are_opened_once_and_only_where_there_are_any()
    {
        using var test = new NetLab();
        test.Run(_ =>
        {
            var controller = new GpioController();
            Assert.Equal(40, controller.PinCount);
            var pin = controller.OpenPin(5);
            Assert.Throws<InvalidOperationException>(() => new GpioController().OpenPin(5));
            Assert.True(controller.IsPinOpen(5));
            Assert.Throws<InvalidOperationException>(() => controller.OpenPin(20));
            Assert.Throws<InvalidOperationException>(() => controller.OpenPin(7));
            Assert.Throws<ArgumentException>(() => controller.OpenPin(34, PinMode.Output));
            Assert.False(controller.IsPinOpen(34));
            Assert.False(controller.IsPinModeSupported(34, PinMode.InputPullUp));
            Assert.False(controller.IsPinModeSupported(5, PinMode.OutputOpenSource));
            Assert.Throws<InvalidOperationException>(() => controller.Write(5, PinValue.High));
            controller.ClosePin(5);
            Assert.Throws<nanoapi::System.ObjectDisposedException>(() => pin.Read());
            Assert.Throws<InvalidOperationException>(() => controller.Read(5));
        });
    }

    private static void Press(Boot boot, int pin)
    {
        boot.Board.Gpio.Drive(pin, false);
        boot.Board.Gpio.Drive(pin, null);
    }
}
