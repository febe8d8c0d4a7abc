using System;
using System.Threading;
using ImpDevice.Runtime;

namespace DeviceFirmware;

/// <summary>Entry point. It never returns: nanoFramework would wait for a debugger for ever.</summary>
internal static class Program
{
    private static void Main()
    {
        Recovery recovery = new Recovery();
        try
        {
            new BootSequence(recovery).Run();
            // The event loop was halted: some thread is rebooting the device.
            Thread.Sleep(Timeout.Infinite);
        }
        catch (Exception e)
        {
            recovery.Fail("main", e);
        }
    }
}
