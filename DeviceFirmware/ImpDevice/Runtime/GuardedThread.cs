using System;
using System.Threading;

namespace ImpDevice.Runtime;

/// <summary>A thread whose unhandled exception reboots the device: by itself nanoFramework would let it die unnoticed.</summary>
internal sealed class GuardedThread
{
    private readonly string _name;
    private readonly LoopCallback _body;
    private readonly Recovery _recovery;

    private GuardedThread(string name, LoopCallback body, Recovery recovery)
    {
        _name = name;
        _body = body;
        _recovery = recovery;
    }

    internal static void Start(string name, LoopCallback body, Recovery recovery)
    {
        new Thread(new GuardedThread(name, body, recovery).Run).Start();
    }

    private void Run()
    {
        try
        {
            _body();
        }
        catch (Exception e)
        {
            _recovery.Fail(_name, e);
        }
    }
}
