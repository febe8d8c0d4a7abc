using DeviceFirmware;
using HardwareTests.Support;
using ImpDevice.Runtime;
using ImpDevice.Storage;
using nanoFramework.TestFramework;

namespace HardwareTests.Programs;

/// <summary>What a boot runs, from what is stored.</summary>
[TestClass]
public class ProgramChoiceTests
{
    private const string Prefix = TestFiles.Prefix + "choice.";

    [TestMethod]
    [DataRow(false, false, false, false, true, (int)ProgramKind.Factory)]
    [DataRow(true, false, false, false, true, (int)ProgramKind.Factory)]
    [DataRow(false, true, false, false, true, (int)ProgramKind.Factory)]
    [DataRow(true, true, false, false, true, (int)ProgramKind.Activation)]
    [DataRow(true, false, false, false, false, (int)ProgramKind.Activation)]
    [DataRow(false, false, true, false, true, (int)ProgramKind.Production)]
    [DataRow(true, true, true, false, true, (int)ProgramKind.Activation)]
    [DataRow(false, true, false, true, true, (int)ProgramKind.Production)]
    [DataRow(true, true, false, true, true, (int)ProgramKind.Production)]
    public void Chooses(bool tokens, bool network, bool application, bool activated, bool wifi, int program)
    {
        DeviceConfiguration configuration = new DeviceConfiguration
        {
            PlanId = tokens ? DeviceBench.Plan : null,
            TokenId = tokens ? DeviceBench.Token : null,
            WifiSsid = network ? "shop" : null,
            WifiPassword = network ? "" : null,
            ApplicationLoaded = application,
            Activated = activated,
        };
        Assert.AreEqual(program, (int)ProgramChoice.Of(configuration, wifi));
    }

    [TestMethod]
    public void A_plan_without_a_token_is_not_activated()
    {
        DeviceConfiguration refused = new DeviceConfiguration { PlanId = DeviceBench.Plan, WifiSsid = "shop" };
        Assert.IsTrue(ProgramChoice.Of(refused, true) == ProgramKind.Factory);
    }

    [TestMethod]
    public void Drops_tokens_that_came_without_a_network()
    {
        ConfigurationStore store = Stored(DeviceBench.Plan, DeviceBench.Token, null);
        ProgramChoice.DropHalfEnrolment(store, true);
        Assert.IsNull(store.Current.PlanId);
        Assert.IsNull(store.Current.TokenId);
    }

    [TestMethod]
    public void Drops_a_network_that_came_without_tokens()
    {
        ConfigurationStore store = Stored(null, null, "shop");
        ProgramChoice.DropHalfEnrolment(store, true);
        Assert.IsNull(store.Current.WifiSsid);
    }

    [TestMethod]
    public void Keeps_what_is_complete()
    {
        ConfigurationStore wifi = Stored(DeviceBench.Plan, DeviceBench.Token, "shop");
        ProgramChoice.DropHalfEnrolment(wifi, true);
        Assert.IsTrue(wifi.Current.HasEnrolTokens && wifi.Current.HasWifi);
        ConfigurationStore wired = Stored(DeviceBench.Plan, DeviceBench.Token, null);
        ProgramChoice.DropHalfEnrolment(wired, false);
        Assert.IsTrue(wired.Current.HasEnrolTokens);
    }

    [TestMethod]
    public void Touches_nothing_on_an_activated_device()
    {
        ConfigurationStore store = Stored(DeviceBench.Plan, null, "shop");
        store.Update(c => c.Activated = true);
        ProgramChoice.DropHalfEnrolment(store, true);
        Assert.AreEqual("shop", store.Current.WifiSsid);
        Assert.AreEqual(DeviceBench.Plan, store.Current.PlanId);
    }

    [Cleanup]
    public void RemoveFiles()
    {
        TestFiles.EmptyStore(Prefix);
    }

    private static ConfigurationStore Stored(string plan, string token, string ssid)
    {
        ConfigurationStore store = new ConfigurationStore(TestFiles.EmptyStore(Prefix));
        store.Update(c =>
        {
            c.PlanId = plan;
            c.TokenId = token;
            c.WifiSsid = ssid;
            c.WifiPassword = ssid == null ? null : "";
        });
        return store;
    }
}
