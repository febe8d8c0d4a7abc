using System;
using HardwareTests.Support;
using ImpDevice;
using ImpDevice.Diagnostics;
using ImpDevice.Runtime;
using nanoFramework.TestFramework;

namespace HardwareTests.Api;

/// <summary>server.bless().</summary>
[TestClass]
public class BlessTests
{
    private const int Soon = 5000;

    [TestMethod]
    public void Blesses()
    {
        DeviceBench bench = Connected(ProgramKind.Factory);
        int answers = 0;
        bool blessed = false;
        Server.Bless(true, outcome =>
        {
            answers++;
            blessed = outcome;
        });
        Assert.IsTrue(TestTime.Until(() => Ran(bench) && answers > 0, Soon));
        Assert.IsTrue(blessed);
        Assert.AreEqual(1, answers);
        Assert.IsTrue((bool)bench.Gateway.Calls("bless")[0].Body["success"]);
        Assert.IsNull(Server.BlessReason);
        Assert.IsTrue(bench.Runtime.Led.State == LedState.Blessed);
        bench.Stop();
    }

    [TestMethod]
    public void Records_a_failed_test_and_never_blesses_it()
    {
        DeviceBench bench = Connected(ProgramKind.Factory);
        bool answered = false;
        bool blessed = true;
        Server.Bless(false, outcome =>
        {
            answered = true;
            blessed = outcome;
        });
        Assert.IsTrue(bench.Runtime.Led.State == LedState.Failed);
        Assert.IsTrue(TestTime.Until(() => Ran(bench) && answered, Soon));
        Assert.IsFalse(blessed);
        Assert.IsFalse((bool)bench.Gateway.Calls("bless")[0].Body["success"]);
        Assert.AreEqual("tests-failed", Server.BlessReason);
        bench.Stop();
    }

    [TestMethod]
    [DataRow("{\"blessed\":false,\"reason\":\"not-a-dut\",\"message\":\"why\"}", "not-a-dut", "why")]
    [DataRow("{\"blessed\":false}", "bless-refused", null)]
    [DataRow("{}", "bless-refused", null)]
    public void Says_why_it_was_refused(string answer, string reason, string message)
    {
        DeviceBench bench = Connected(ProgramKind.Factory);
        bench.Gateway.Answers("bless", Answer.Ok(answer));
        bool answered = false;
        Server.Bless(true, outcome => answered = !outcome);
        Assert.IsTrue(TestTime.Until(() => Ran(bench) && answered, Soon));
        Assert.AreEqual(reason, Server.BlessReason);
        Assert.AreEqual(message, Server.BlessMessage);
        bench.Stop();
    }

    [TestMethod]
    public void Is_for_dut_firmware_only()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Production);
        Assert.ThrowsException(typeof(InvalidOperationException), () => Server.Bless(true, outcome => { }));
        Assert.ThrowsException(typeof(ArgumentNullException), () => Server.Bless(true, null));
        bench.Stop();
    }

    [TestMethod]
    public void Is_one_at_a_time()
    {
        DeviceBench bench = Connected(ProgramKind.Factory);
        bool answered = false;
        Server.Bless(true, outcome => answered = true);
        Assert.ThrowsException(typeof(InvalidOperationException), () => Server.Bless(true, outcome => { }));
        Assert.IsTrue(TestTime.Until(() => Ran(bench) && answered, Soon));
        answered = false;
        Server.Bless(true, outcome => answered = true);
        Assert.IsTrue(TestTime.Until(() => Ran(bench) && answered, Soon));
        bench.Stop();
    }

    [TestMethod]
    public void Gives_up_after_a_minute_without_an_answer()
    {
        DeviceBench bench = Connected(ProgramKind.Factory);
        for (int i = 0; i < 30; i++) bench.Gateway.Answers("bless", Answer.Fails("connect-failed"));
        bool answered = false;
        bool blessed = true;
        long started = Environment.TickCount64;
        Server.Bless(true, outcome =>
        {
            answered = true;
            blessed = outcome;
        });
        Assert.IsTrue(TestTime.Until(() => Ran(bench) && answered, 120000));
        Assert.IsFalse(blessed);
        Assert.IsTrue(Environment.TickCount64 - started >= 60000);
        Assert.AreEqual("connect-failed", Server.BlessReason);
        bench.Stop();
    }

    [TestMethod]
    public void An_application_that_comes_with_the_blessing_ends_the_firmware_before_its_callback()
    {
        DeviceBench bench = Connected(ProgramKind.Factory);
        bench.Gateway.Answers("bless", Answer.Ok("{\"blessed\":true,\"application\":true}"));
        bool called = false;
        bench.Start(() => Server.Bless(true, outcome => called = true));
        Assert.IsTrue(bench.Power.WaitForReboot(Soon));
        Assert.IsFalse(called);
        Assert.IsTrue(DeviceBench.Stored.ApplicationLoaded);
        bench.Stop();
    }

    [Cleanup]
    public void RemoveFiles()
    {
        DeviceBench.RemoveFiles();
    }

    private static DeviceBench Connected(ProgramKind program)
    {
        DeviceBench bench = new DeviceBench(program);
        Assert.IsTrue(Server.Connect() == ConnectReason.Connected);
        return bench;
    }

    private static bool Ran(DeviceBench bench)
    {
        bench.Settle();
        return true;
    }
}
