using System;
using HardwareTests.Support;
using ImpDevice.Storage;
using nanoFramework.TestFramework;

namespace HardwareTests.Storage;

[TestClass]
public class ConfigurationStoreTests
{
    private const string Prefix = TestFiles.Prefix + "cfg.";

    [TestMethod]
    public void Starts_empty()
    {
        DeviceConfiguration configuration = new ConfigurationStore(TestFiles.EmptyStore(Prefix)).Current;
        Assert.IsNull(configuration.PlanId);
        Assert.IsNull(configuration.TokenId);
        Assert.IsNull(configuration.WifiSsid);
        Assert.IsNull(configuration.WifiPassword);
        Assert.IsNull(configuration.AgentUrl);
        Assert.IsNull(configuration.ActivationOutcome);
        Assert.IsFalse(configuration.Activated);
        Assert.IsFalse(configuration.ApplicationLoaded);
        Assert.IsFalse(configuration.HasEnrolTokens);
        Assert.IsFalse(configuration.HasWifi);
    }

    [TestMethod]
    public void Keeps_every_field_over_a_reload()
    {
        ConfigurationStore store = new ConfigurationStore(TestFiles.EmptyStore(Prefix));
        store.Update(c =>
        {
            c.PlanId = "0123456789abcdef";
            c.TokenId = "fedcba9876543210";
            c.WifiSsid = "caf\u00e9 \"1\"";
            c.WifiPassword = "";
            c.Activated = true;
            c.AgentUrl = "https://agent.example/x";
            c.ApplicationLoaded = true;
            c.ActivationOutcome = "activated";
        });
        DeviceConfiguration again = Reload();
        Assert.AreEqual("0123456789abcdef", again.PlanId);
        Assert.AreEqual("fedcba9876543210", again.TokenId);
        Assert.AreEqual("caf\u00e9 \"1\"", again.WifiSsid);
        Assert.AreEqual("", again.WifiPassword);
        Assert.IsTrue(again.Activated);
        Assert.AreEqual("https://agent.example/x", again.AgentUrl);
        Assert.IsTrue(again.ApplicationLoaded);
        Assert.AreEqual("activated", again.ActivationOutcome);
        Assert.IsTrue(again.HasEnrolTokens);
        Assert.IsTrue(again.HasWifi);
    }

    [TestMethod]
    public void Forgets_what_is_set_to_null()
    {
        ConfigurationStore store = new ConfigurationStore(TestFiles.EmptyStore(Prefix));
        store.Update(c => c.PlanId = "x");
        store.Update(c => c.PlanId = null);
        Assert.IsNull(Reload().PlanId);
    }

    [TestMethod]
    public void Gives_copies()
    {
        ConfigurationStore store = new ConfigurationStore(TestFiles.EmptyStore(Prefix));
        store.Current.WifiSsid = "not saved";
        Assert.IsNull(store.Current.WifiSsid);
        DeviceConfiguration handed = null;
        store.Update(c =>
        {
            c.WifiSsid = "saved";
            handed = c;
        });
        Assert.AreEqual("saved", store.Current.WifiSsid);
        Assert.IsNotNull(handed);
    }

    [TestMethod]
    public void Writes_nothing_when_nothing_changes()
    {
        ConfigurationStore store = new ConfigurationStore(TestFiles.EmptyStore(Prefix));
        store.Update(c => c.WifiSsid = "one");
        byte[] before = TestFiles.Read(TestFiles.Slot(Prefix, 0));
        store.Update(c => c.WifiSsid = "one");
        Assert.IsFalse(System.IO.File.Exists(TestFiles.Slot(Prefix, 1)));
        Bytes.AssertEqual(before, TestFiles.Read(TestFiles.Slot(Prefix, 0)));
    }

    [TestMethod]
    public void Saves_nothing_of_a_change_that_throws()
    {
        ConfigurationStore store = new ConfigurationStore(TestFiles.EmptyStore(Prefix));
        store.Update(c => c.WifiSsid = "one");
        Assert.ThrowsException(typeof(InvalidOperationException), () => store.Update(c =>
        {
            c.WifiSsid = "half";
            throw new InvalidOperationException();
        }));
        Assert.AreEqual("one", store.Current.WifiSsid);
        Assert.AreEqual("one", Reload().WifiSsid);
        store.Update(c => c.WifiPassword = "the gate is not left locked");
    }

    [TestMethod]
    public void Starts_empty_when_the_payload_is_no_configuration()
    {
        TestFiles.EmptyStore(Prefix).Write(Bytes.Of("[1,2]"));
        Assert.IsNull(Reload().PlanId);
        TestFiles.EmptyStore(Prefix).Write(Bytes.Of("not JSON"));
        Assert.IsNull(Reload().PlanId);
    }

    [TestMethod]
    public void Ignores_fields_it_does_not_know()
    {
        TestFiles.EmptyStore(Prefix).Write(Bytes.Of("{\"plan_id\":\"p\",\"from_the_future\":{\"a\":1}}"));
        Assert.AreEqual("p", Reload().PlanId);
    }

    [Cleanup]
    public void RemoveFiles()
    {
        TestFiles.EmptyStore(Prefix);
    }

    private static DeviceConfiguration Reload()
    {
        return new ConfigurationStore(new SlotStore(Prefix)).Current;
    }
}
