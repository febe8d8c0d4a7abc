using System;
using System.IO;
using System.Threading;
using nanoFramework.Hardware.Esp32;
using nanoFramework.Runtime.Native;

namespace Reboots;

/// <summary>Reboots, goes into deep sleep, and tells from a file and from the wake-up cause where it was.</summary>
internal static class Program
{
    private const string State = @"I:\boots";

    private static int _inMemory;

    private static void Main()
    {
        var boot = File.Exists(State) ? int.Parse(File.ReadAllText(State)) + 1 : 1;
        File.WriteAllText(State, boot.ToString());
        Console.WriteLine($"boot {boot}, woken by {(Sleep.GetWakeupCause() == Sleep.WakeupCause.Timer ? "the timer" : "nothing")}, {++_inMemory} in memory");
        switch (boot)
        {
            case 1:
                Power.OnRebootEvent += () => Console.WriteLine("about to reboot");
                new Thread(() => Power.RebootDevice()).Start();
                Thread.Sleep(Timeout.Infinite);
                break;
            case 2:
                Rtc.SetSystemTime(new DateTime(2030, 1, 1, 12, 0, 0));
                Sleep.EnableWakeupByTimer(TimeSpan.FromHours(1));
                Sleep.StartDeepSleep();
                break;
            default:
                Console.WriteLine($"it is {DateTime.UtcNow.Hour} o'clock in {DateTime.UtcNow.Year}");
                Console.WriteLine("done");
                break;
        }
    }
}
