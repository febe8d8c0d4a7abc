using System.IO;
using HardwareTests.Support;
using ImpDevice.Storage;
using nanoFramework.TestFramework;

namespace HardwareTests.Storage;

/// <summary>Whatever one byte of the newest slot becomes, and wherever the file ends: the older slot is used.</summary>
[TestClass]
public class SlotDamageTests
{
    private const string Prefix = TestFiles.Prefix + "damage.";

    private static byte[] _newest;

    [Setup]
    public void WriteBothSlots()
    {
        SlotStore store = TestFiles.EmptyStore(Prefix);
        store.Write(Bytes.Of("{\"plan_id\":\"old\"}"));
        store.Write(Bytes.Of("{\"plan_id\":\"new\"}"));
        _newest = TestFiles.Read(TestFiles.Slot(Prefix, 1));
    }

    [TestMethod]
    public void Any_byte_cleared()
    {
        DamageEachByte(0x00);
    }

    [TestMethod]
    public void Any_byte_erased()
    {
        DamageEachByte(0xFF);
    }

    [TestMethod]
    public void Any_length()
    {
        for (int length = 0; length < _newest.Length; length++)
        {
            byte[] cut = new byte[length];
            System.Array.Copy(_newest, cut, length);
            AssertOldIsUsed(cut, length.ToString() + " bytes");
        }
        AssertNewIsUsed();
    }

    [Cleanup]
    public void RemoveFiles()
    {
        TestFiles.EmptyStore(Prefix);
    }

    private static void DamageEachByte(byte value)
    {
        for (int at = 0; at < _newest.Length; at++)
        {
            if (_newest[at] == value) continue;
            byte[] damaged = (byte[])_newest.Clone();
            damaged[at] = value;
            AssertOldIsUsed(damaged, "byte " + at.ToString());
        }
        AssertNewIsUsed();
    }

    private static void AssertOldIsUsed(byte[] damaged, string where)
    {
        TestFiles.Write(TestFiles.Slot(Prefix, 1), damaged);
        Assert.AreEqual("{\"plan_id\":\"old\"}", Bytes.Text(new SlotStore(Prefix).Load()), where);
    }

    private static void AssertNewIsUsed()
    {
        TestFiles.Write(TestFiles.Slot(Prefix, 1), _newest);
        Assert.AreEqual("{\"plan_id\":\"new\"}", Bytes.Text(new SlotStore(Prefix).Load()));
    }
}
