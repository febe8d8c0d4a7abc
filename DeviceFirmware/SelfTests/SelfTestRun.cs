using System;
using System.Collections;
using ImpDevice.Diagnostics;
using ImpDevice.Runtime;

namespace DeviceFirmware.SelfTests;

/// <summary>All hardware tests, one after the other, also after a failure: a technician wants the whole list.</summary>
internal sealed class SelfTestRun
{
    private const string Area = "test";

    private readonly ArrayList _results = new ArrayList();

    internal bool Passed { get; private set; } = true;

    /// <summary>Names of the failed tests, separated by commas; null when none failed.</summary>
    internal string FailedNames { get; private set; }

    /// <summary>Data of message <c>test.result</c>: {passed, tests: [{name, passed, detail}]}.</summary>
    internal Hashtable Report
    {
        get
        {
            Hashtable report = new Hashtable();
            report.Add("passed", Passed);
            report.Add("tests", _results);
            return report;
        }
    }

    internal static SelfTestRun Of(ImpRuntime runtime)
    {
        SelfTestRun run = new SelfTestRun();
        run.Do(new CrcTest());
        run.Do(new MemoryTest());
        run.Do(new FlashTest());
        run.Do(new ClockTest());
        run.Do(new MacTest(runtime.Identity));
        run.Do(new NetworkTest(runtime));
        return run;
    }

    private void Do(SelfTest test)
    {
        string detail;
        bool passed;
        try
        {
            passed = test.Run(out detail);
        }
        catch (Exception e)
        {
            // Whatever a broken board makes a test throw is that test's result, not the end of the others.
            passed = false;
            detail = e.GetType().FullName + ": " + e.Message;
        }
        Hashtable result = new Hashtable();
        result.Add("name", test.Name);
        result.Add("passed", passed);
        result.Add("detail", detail);
        _results.Add(result);
        Fields fields = new Fields().Add("name", test.Name).Add("detail", detail);
        if (passed)
        {
            ImpConsole.Info(Area, "passed", fields);
            return;
        }
        ImpConsole.Error(Area, "failed", fields);
        Passed = false;
        FailedNames = FailedNames == null ? test.Name : FailedNames + "," + test.Name;
    }
}
