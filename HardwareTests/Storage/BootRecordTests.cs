using HardwareTests.Support;
using ImpDevice.Storage;
using nanoFramework.TestFramework;

namespace HardwareTests.Storage;

[TestClass]
public class BootRecordTests
{
    private const string Prefix = TestFiles.Prefix + "boot.";

    [TestMethod]
    public void Counts_boots_from_one()
    {
        TestFiles.EmptyStore(Prefix);
        Assert.AreEqual(1L, Begin().Number);
        Assert.AreEqual(2L, Begin().Number);
        Assert.AreEqual(3L, Begin().Number);
    }

    [TestMethod]
    public void Counts_failures_in_a_row_over_boots()
    {
        TestFiles.EmptyStore(Prefix);
        Assert.AreEqual(1L, Begin().Failed());
        BootRecord second = Begin();
        Assert.AreEqual(1L, second.Failures);
        Assert.AreEqual(2L, second.Failed());
        Assert.AreEqual(2L, Begin().Failures);
    }

    [TestMethod]
    public void A_healthy_device_counts_failures_anew()
    {
        TestFiles.EmptyStore(Prefix);
        Begin().Failed();
        BootRecord second = Begin();
        second.Healthy();
        Assert.AreEqual(0L, second.Failures);
        Assert.AreEqual(1L, second.Failed());
    }

    [TestMethod]
    public void Counts_from_one_when_the_record_is_no_record()
    {
        TestFiles.EmptyStore(Prefix).Write(Bytes.Of("garbage"));
        BootRecord record = Begin();
        Assert.AreEqual(1L, record.Number);
        Assert.AreEqual(0L, record.Failures);
    }

    [Cleanup]
    public void RemoveFiles()
    {
        TestFiles.EmptyStore(Prefix);
    }

    private static BootRecord Begin()
    {
        return BootRecord.Begin(new SlotStore(Prefix));
    }
}
