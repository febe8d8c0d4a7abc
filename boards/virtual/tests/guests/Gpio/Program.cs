using System;
using System.Device.Gpio;
using System.Threading;

namespace Gpio;

/// <summary>A button that switches an LED, with the event and by polling, and a blinking LED until somebody presses.</summary>
internal static class Program
{
    private const int Led = 2;
    private const int Button = 0;

    private static void Main()
    {
        using var gpio = new GpioController();
        using var led = gpio.OpenPin(Led, PinMode.Output);
        using var button = gpio.OpenPin(Button, PinMode.InputPullUp);
        button.DebounceTimeout = TimeSpan.FromMilliseconds(20);
        var presses = 0;
        button.ValueChanged += (_, e) =>
        {
            if (e.ChangeType != PinEventTypes.Falling) return;
            led.Toggle();
            Console.WriteLine($"press {++presses}, LED is {(led.Read() == PinValue.High ? "on" : "off")}");
        };

        Console.WriteLine($"button is {(button.Read() == PinValue.High ? "up" : "down")}");
        for (var blink = 0; blink < 4; blink++)
        {
            led.Toggle();
            Thread.Sleep(50);
        }

        Console.WriteLine("press the button");
        Thread.Sleep(Timeout.Infinite);
    }
}
