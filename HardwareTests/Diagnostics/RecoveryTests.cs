using System;
using System.Threading;
using HardwareTests.Support;
using ImpDevice.Runtime;
using ImpDevice.Storage;
using nanoFramework.TestFramework;

namespace HardwareTests.Diagnostics;

/// <summary>Nothing strands the device: failures reboot it, with growing pauses.</summary>
[TestClass]
public class RecoveryTests
{
    private const string Prefix = TestFiles.Prefix + "recovery.";

    [TestMethod]
    public void A_failure_reboots_after_three_seconds()
    {
        TestPower power = new TestPower();
        Recovery recovery = new Recovery(power);
        long started = Environment.TickCount64;
        new Thread(() => recovery.Fail("test", new InvalidOperationException("broken"))).Start();
        Assert.IsTrue(power.WaitForReboot(10000));
        Assert.IsTrue(Environment.TickCount64 - started >= 3000);
    }

    [TestMethod]
    public void The_third_failure_in_a_row_waits_twelve_seconds()
    {
        TestPower power = new TestPower();
        Recovery recovery = new Recovery(power);
        BootRecord record = BootRecord.Begin(TestFiles.EmptyStore(Prefix));
        record.Failed();
        record.Failed();
        recovery.CountIn(record);
        long started = Environment.TickCount64;
        new Thread(() => recovery.Fail("test", new InvalidOperationException("broken"))).Start();
        Assert.IsTrue(power.WaitForReboot(30000));
        Assert.IsTrue(Environment.TickCount64 - started >= 12000);
        Assert.AreEqual(3L, record.Failures);
    }

    [TestMethod]
    public void An_exception_of_a_guarded_thread_reboots()
    {
        TestPower power = new TestPower();
        GuardedThread.Start("test", () => throw new InvalidOperationException("broken"), new Recovery(power));
        Assert.IsTrue(power.WaitForReboot(10000));
    }

    [TestMethod]
    public void A_wanted_reboot_comes_at_once_and_halts_the_loop()
    {
        TestPower power = new TestPower();
        Recovery recovery = new Recovery(power);
        EventLoop loop = new EventLoop(new BoardClock());
        recovery.Halts(loop);
        new Thread(() => recovery.Reboot("test")).Start();
        Assert.IsTrue(power.WaitForReboot(1000));
        Assert.IsFalse(loop.RunOnce(0));
    }

    [TestMethod]
    public void Pauses_double_up_to_the_longest_and_differ_by_a_quarter_at_most()
    {
        Backoff pause = new Backoff(1000, 30000, new Random(7));
        int[] whole = new int[] { 1000, 2000, 4000, 8000, 16000, 30000, 30000 };
        for (int i = 0; i < whole.Length; i++)
        {
            int next = pause.Next();
            Assert.IsTrue(next <= whole[i] && next >= whole[i] - (whole[i] / 4), next.ToString());
        }
        pause.Reset();
        Assert.IsTrue(pause.Next() <= 1000);
    }

    [Cleanup]
    public void RemoveFiles()
    {
        TestFiles.EmptyStore(Prefix);
    }
}
