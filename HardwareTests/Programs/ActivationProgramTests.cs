using System.Collections;
using DeviceFirmware.Programs;
using HardwareTests.Support;
using ImpDevice;
using ImpDevice.Diagnostics;
using ImpDevice.Runtime;
using ImpDevice.Storage;
using nanoFramework.TestFramework;

namespace HardwareTests.Programs;

/// <summary>The boot after the factory program, and production.</summary>
[TestClass]
public class ActivationProgramTests
{
    private const int Soon = 10000;

    [TestMethod]
    public void Presents_the_token_and_becomes_production()
    {
        DeviceBench bench = Started();
        Assert.IsTrue(TestTime.Until(() => bench.Gateway.DataOf("heartbeat") != null, Soon));
        LinkCall enroll = bench.Gateway.Calls("enroll")[0];
        Assert.AreEqual(DeviceBench.Plan, (string)enroll.Body["plan_id"]);
        Assert.AreEqual(DeviceBench.Token, (string)enroll.Body["token_id"]);
        DeviceConfiguration stored = DeviceBench.Stored;
        Assert.IsTrue(stored.Activated);
        Assert.AreEqual("https://agent.example/a1", stored.AgentUrl);
        Assert.AreEqual("activated", stored.ActivationOutcome);
        Assert.AreEqual(DeviceBench.Plan, stored.PlanId);
        Assert.IsNull(stored.TokenId);
        Assert.IsTrue(bench.Runtime.Program == ProgramKind.Production);
        bench.Stop();
    }

    [TestMethod]
    [DataRow("token-expired")]
    [DataRow("token-unknown")]
    [DataRow("token-used")]
    [DataRow("not-blessed")]
    public void Remembers_a_refusal_and_drops_the_token(string reason)
    {
        DeviceBench bench = Started(Answer.Ok("{\"activated\":false,\"reason\":\"" + reason + "\",\"message\":\"why\"}"));
        Assert.IsTrue(TestTime.Until(() => bench.Configuration.Current.ActivationOutcome == reason, Soon));
        DeviceConfiguration stored = DeviceBench.Stored;
        Assert.IsFalse(stored.Activated);
        Assert.IsNull(stored.PlanId);
        Assert.IsNull(stored.TokenId);
        Assert.IsNull(stored.WifiSsid);
        Assert.IsTrue(TestTime.Until(() => bench.Runtime.Led.State == LedState.ActivationRefused, Soon));
        bench.Stop();
    }

    [TestMethod]
    public void Presents_the_same_token_again_when_the_answer_is_lost()
    {
        DeviceBench bench = Started(Answer.Fails("timeout"), Answer.Refused(503, "{\"error\":\"unavailable\"}"));
        Assert.IsTrue(TestTime.Until(() => bench.Configuration.Current.Activated, Soon));
        LinkCall[] enrolls = bench.Gateway.Calls("enroll");
        Assert.AreEqual(3, enrolls.Length);
        Assert.AreEqual(enrolls[0].Text, enrolls[2].Text);
        bench.Stop();
    }

    [TestMethod]
    public void Keeps_the_token_while_the_cloud_cannot_be_asked()
    {
        Answer[] outage = new Answer[12];
        for (int i = 0; i < outage.Length; i++) outage[i] = Answer.Fails("connect-failed");
        DeviceBench bench = Started(outage);
        Assert.IsFalse(TestTime.Until(() => bench.Configuration.Current.Activated, 65000));
        Assert.IsTrue(DeviceBench.Stored.HasEnrolTokens);
        Assert.IsTrue(TestTime.Until(() => bench.Configuration.Current.Activated, 600000));
        bench.Stop();
    }

    [TestMethod]
    public void Joins_the_programmed_network()
    {
        DeviceBench bench = Started();
        Assert.IsTrue(TestTime.Until(() => bench.Configuration.Current.Activated, Soon));
        Assert.AreEqual("shop", bench.Network.LastSsid);
        Assert.AreEqual("shop-password", bench.Network.LastPassword);
        bench.Stop();
    }

    [TestMethod]
    public void Says_hello_as_production_from_then_on()
    {
        DeviceBench bench = Started();
        Assert.IsTrue(TestTime.Until(() => bench.Gateway.DataOf("heartbeat") != null, Soon));
        Assert.AreEqual("activation", (string)bench.Gateway.Calls("hello")[0].Body["program"]);
        Server.Disconnect();
        Server.Connect();
        Assert.AreEqual("production", (string)bench.Gateway.Calls("hello")[1].Body["program"]);
        bench.Stop();
    }

    [TestMethod]
    public void Sends_a_heartbeat_every_30_seconds()
    {
        DeviceBench bench = Started();
        Assert.IsTrue(TestTime.Until(() => bench.Gateway.Received("agent").Count == 3, 90000));
        Hashtable third = (Hashtable)((Hashtable)bench.Gateway.Received("agent")[2])["data"];
        Assert.AreEqual(3, (int)third["n"]);
        Assert.IsTrue((int)third["uptime_s"] >= 60);
        Assert.IsTrue(third.Contains("free_heap"));
        bench.Stop();
    }

    [TestMethod]
    public void An_application_without_enrolment_waits_for_blinkup()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Production);
        bench.Start(() => new ProductionProgram(bench.Runtime).Start());
        Assert.IsTrue(TestTime.Until(() => bench.Runtime.Led.State == LedState.Unconfigured, Soon));
        Assert.AreEqual(0, bench.Network.Attempts);
        bench.Stop();
    }

    [TestMethod]
    public void An_activated_device_connects_and_lives()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Production);
        Imp.SetWifiConfiguration("shop", "");
        bench.Configuration.Update(c => c.Activated = true);
        bench.Start(() => new ProductionProgram(bench.Runtime).Start());
        Assert.IsTrue(TestTime.Until(() => bench.Gateway.DataOf("heartbeat") != null, Soon));
        Assert.AreEqual(0, bench.Gateway.Calls("enroll").Length);
        bench.Stop();
    }

    [Cleanup]
    public void RemoveFiles()
    {
        DeviceBench.RemoveFiles();
    }

    private static DeviceBench Started(params Answer[] enrolments)
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Activation);
        for (int i = 0; i < enrolments.Length; i++) bench.Gateway.Answers("enroll", enrolments[i]);
        Imp.SetEnrolTokens(DeviceBench.Plan, DeviceBench.Token);
        Imp.SetWifiConfiguration("shop", "shop-password");
        bench.Start(() => new ActivationProgram(bench.Runtime).Start());
        return bench;
    }
}
