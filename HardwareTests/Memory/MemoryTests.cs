using System.Collections;
using HardwareTests.Support;
using ImpDevice;
using ImpDevice.Runtime;
using ImpDevice.Storage;
using ImpDevice.Text;
using nanoFramework.TestFramework;
#if !NANO_V2
using NativeGC = nanoFramework.Runtime.Native.GC;
#endif

namespace HardwareTests.Memory;

/// <summary>A hundred of what happens in an activation leave the heap as it was, in one boot.</summary>
/// <remarks>
/// On a virtual board the garbage collector's figure is what the board's file gives the heap, less what nanoCLR takes for itself and for
/// each thread under way, and less what can be reached from static fields, threads' starts, timers and handlers, in nanoCLR's blocks of
/// 12 bytes. It is the same in every run. A thread that does not end, and an object that something keeps, are seen; what is held by
/// nothing but a local variable of a thread is not. Memory that firmware allocates and lets go of is not in the figure, but it counts
/// against the heap, and a board that runs out of it throws OutOfMemoryException as a device does. On a real board the figure is
/// nanoCLR's own: what local variables hold is in it, and what native code allocates on this heap.
/// </remarks>
[TestClass]
public class MemoryTests
{
    private const int Rounds = 100;

    /// <summary>What allocators and lazily made things of the system may keep.</summary>
    private const int ToleranceBytes = 1024;

    [TestMethod]
    public void A_hundred_json_documents()
    {
        AssertLeaksNothing(() =>
        {
            Hashtable table = (Hashtable)Json.Parse("{\"plan_id\":\"0123456789abcdef\",\"list\":[1,2,{\"x\":null}]}");
            Json.WriteUtf8(table);
        });
    }

    [TestMethod]
    public void A_hundred_stored_configurations()
    {
        ConfigurationStore store = new ConfigurationStore(TestFiles.EmptyStore(TestFiles.Prefix + "mem."));
        int round = 0;
        AssertLeaksNothing(() => store.Update(c => c.PlanId = "plan " + (round++).ToString()));
        TestFiles.EmptyStore(TestFiles.Prefix + "mem.");
    }

    [TestMethod]
    public void A_hundred_exchanges_with_the_gateway()
    {
        LinkBench bench = new LinkBench();
        bench.Client.Greet(null);
        int round = 0;
        AssertLeaksNothing(() =>
        {
            bench.Queue("m" + (round++).ToString());
            Assert.IsTrue(bench.Client.Deliver().Ok);
            bench.Client.Poll(false);
            bench.Gateway.Forget();
        });
        Assert.AreEqual(0, bench.Outgoing.Count);
    }

    [TestMethod]
    public void A_hundred_activations()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        AssertLeaksNothing(() => Activate(bench));
        bench.Stop();
        DeviceBench.RemoveFiles();
    }

    [TestMethod]
    public void A_hundred_connections()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        AssertLeaksNothing(() =>
        {
            Assert.IsTrue(Server.Connect() == ConnectReason.Connected);
            Server.Disconnect();
            bench.Gateway.AgentSends("wake", "null");
            bench.Gateway.Forget();
            bench.Gateway.ForgetPosts();
            // The threads of a closed link end with their present exchange.
            System.Threading.Thread.Sleep(50);
        });
        bench.Stop();
        DeviceBench.RemoveFiles();
    }

    [TestMethod]
    public void A_hundred_timers()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        int woken = 0;
        AssertLeaksNothing(() =>
        {
            Imp.Wakeup(0, () => woken++);
            Imp.CancelWakeup(Imp.Wakeup(1000, () => woken++));
            bench.Settle();
        });
        Assert.AreEqual(2 * Rounds, woken);
        bench.Stop();
        DeviceBench.RemoveFiles();
    }

    /// <summary>Token, blessing, setters, enrolment, clearing: what one activation asks of the device in its boot.</summary>
    private static void Activate(DeviceBench bench)
    {
        Assert.IsTrue(Server.Connect() == ConnectReason.Connected);
        bool done = false;
        Server.Bless(true, blessed =>
        {
            Imp.SetEnrolTokens(DeviceBench.Plan, DeviceBench.Token);
            Imp.SetWifiConfiguration("shop", "shop-password");
            bench.Runtime.Enrol(DeviceBench.Plan, DeviceBench.Token, answer => done = answer.Activated);
        });
        Assert.IsTrue(TestTime.Until(
            () =>
            {
                bench.Settle();
                return done;
            },
            10000));
        Imp.ClearConfiguration();
        bench.Gateway.Forget();
    }

    /// <summary>What is being done, and with it all that it works on: reachable for whoever counts what is.</summary>
    internal static LoopCallback Once;

    /// <summary>Does it a hundred times to warm up, then a hundred times between two measurements.</summary>
    private static void AssertLeaksNothing(LoopCallback once)
    {
#if NANO_V2
        Assert.SkipTest("version 2 of nanoFramework does not tell how much memory is free");
#else
        Once = once;
        for (int i = 0; i < Rounds; i++) once();
        long before = NativeGC.Run(true);
        for (int i = 0; i < Rounds; i++) once();
        long after = NativeGC.Run(true);
        Once = null;
        Assert.IsTrue(after >= before - ToleranceBytes, (before - after).ToString() + " bytes leaked");
#endif
    }
}
