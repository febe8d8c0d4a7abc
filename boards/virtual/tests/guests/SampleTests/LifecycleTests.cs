using System;
using System.Threading;
using nanoFramework.TestFramework;

namespace SampleTests;

/// <summary>Setup comes first and once, tests share statics, cleanup comes last and its failure shows.</summary>
[TestClass]
public class LifecycleTests
{
    private static int _setups;
    private static int _tests;

    [Cleanup]
    public void Cleanup()
    {
        throw new InvalidOperationException("cleanup after " + _tests.ToString() + " tests");
    }

    [TestMethod]
    public void First()
    {
        _tests++;
        Assert.AreEqual(1, _setups);
    }

    [TestMethod]
    public void Second()
    {
        _tests++;
        Assert.AreEqual(2, _tests);
    }

    [Setup]
    public void Setup()
    {
        _setups++;
    }
}

[TestClass]
public class FailingSetupTests
{
    [Setup]
    public void Setup()
    {
        throw new InvalidOperationException("no power supply");
    }

    [TestMethod]
    public void Is_not_run()
    {
        Console.WriteLine("it ran");
    }
}

[TestClass]
public class SkippingSetupTests
{
    [Setup]
    public void Setup()
    {
        Assert.SkipTest("no such hardware");
    }

    [TestMethod]
    public void Is_skipped()
    {
        Assert.IsTrue(false);
    }
}

/// <summary>What does not end, and what ends too early.</summary>
[TestClass]
public class StuckTests
{
    private static int _setups;

    [Setup]
    public void Setup()
    {
        _setups++;
    }

    [TestMethod]
    public void Hangs()
    {
        new Thread(() => Thread.Sleep(Timeout.Infinite)).Start();
        new ManualResetEvent(false).WaitOne();
    }

    [TestMethod]
    public void Resets()
    {
        nanoFramework.Runtime.Native.Power.RebootDevice();
        Assert.IsTrue(false, "this line is never reached");
    }

    [TestMethod]
    public void Runs_after_them_on_a_fresh_boot()
    {
        Assert.AreEqual(1, _setups);
    }

    [TestMethod]
    public void Takes_ten_seconds_of_board_time()
    {
        Thread.Sleep(10000);
    }
}

[TestClass]
public class StuckSetupTests
{
    [Setup]
    public void Setup()
    {
        Thread.Sleep(Timeout.Infinite);
    }

    [TestMethod]
    public void Is_not_run()
    {
    }
}
