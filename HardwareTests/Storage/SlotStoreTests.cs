using System.IO;
using HardwareTests.Support;
using ImpDevice.Storage;
using nanoFramework.TestFramework;

namespace HardwareTests.Storage;

/// <summary>Two slots on the board's own volume.</summary>
[TestClass]
public class SlotStoreTests
{
    private const string Prefix = TestFiles.Prefix + "slot.";

    [TestMethod]
    public void Gives_nothing_when_nothing_was_written()
    {
        TestFiles.EmptyStore(Prefix);
        Assert.IsNull(new SlotStore(Prefix).Load());
    }

    [TestMethod]
    public void Gives_what_was_written_last()
    {
        SlotStore store = TestFiles.EmptyStore(Prefix);
        for (int i = 1; i <= 5; i++)
        {
            store.Write(Bytes.Of("payload " + i.ToString()));
            Assert.AreEqual("payload " + i.ToString(), Bytes.Text(new SlotStore(Prefix).Load()));
        }
    }

    [TestMethod]
    public void Writes_the_slots_in_turn()
    {
        SlotStore store = TestFiles.EmptyStore(Prefix);
        store.Write(Bytes.Of("one"));
        Assert.IsTrue(File.Exists(TestFiles.Slot(Prefix, 0)));
        Assert.IsFalse(File.Exists(TestFiles.Slot(Prefix, 1)));
        store.Write(Bytes.Of("two"));
        Assert.AreEqual("one", PayloadOf(0));
        Assert.AreEqual("two", PayloadOf(1));
        store.Write(Bytes.Of("three"));
        Assert.AreEqual("three", PayloadOf(0));
        Assert.AreEqual("two", PayloadOf(1));
    }

    [TestMethod]
    public void Never_touches_the_current_slot()
    {
        SlotStore store = TestFiles.EmptyStore(Prefix);
        store.Write(Bytes.Of("one"));
        store.Write(Bytes.Of("two"));
        byte[] current = TestFiles.Read(TestFiles.Slot(Prefix, 1));
        store.Write(Bytes.Of("three"));
        Bytes.AssertEqual(current, TestFiles.Read(TestFiles.Slot(Prefix, 1)));
    }

    [TestMethod]
    public void Goes_on_after_a_reload_where_it_was()
    {
        SlotStore store = TestFiles.EmptyStore(Prefix);
        store.Write(Bytes.Of("one"));
        store.Write(Bytes.Of("two"));
        SlotStore again = new SlotStore(Prefix);
        again.Load();
        again.Write(Bytes.Of("three"));
        Assert.AreEqual("three", PayloadOf(0));
        Assert.AreEqual(3u, SequenceOf(0));
    }

    [TestMethod]
    public void Goes_on_over_the_wrap_of_the_sequence()
    {
        TestFiles.EmptyStore(Prefix);
        TestFiles.Write(TestFiles.Slot(Prefix, 0), SlotImage.Encode(0xFFFFFFFE, Bytes.Of("before")));
        TestFiles.Write(TestFiles.Slot(Prefix, 1), SlotImage.Encode(0xFFFFFFFF, Bytes.Of("last")));
        SlotStore store = new SlotStore(Prefix);
        Assert.AreEqual("last", Bytes.Text(store.Load()));
        store.Write(Bytes.Of("wrapped"));
        Assert.AreEqual(0u, SequenceOf(0));
        Assert.AreEqual("wrapped", Bytes.Text(new SlotStore(Prefix).Load()));
        store.Write(Bytes.Of("beyond"));
        Assert.AreEqual("beyond", Bytes.Text(new SlotStore(Prefix).Load()));
    }

    [TestMethod]
    public void Falls_back_when_the_newest_slot_is_gone()
    {
        SlotStore store = TestFiles.EmptyStore(Prefix);
        store.Write(Bytes.Of("one"));
        store.Write(Bytes.Of("two"));
        File.Delete(TestFiles.Slot(Prefix, 1));
        Assert.AreEqual("one", Bytes.Text(new SlotStore(Prefix).Load()));
    }

    [TestMethod]
    public void Falls_back_when_the_newest_slot_is_empty()
    {
        SlotStore store = TestFiles.EmptyStore(Prefix);
        store.Write(Bytes.Of("one"));
        store.Write(Bytes.Of("two"));
        TestFiles.Write(TestFiles.Slot(Prefix, 1), new byte[0]);
        Assert.AreEqual("one", Bytes.Text(new SlotStore(Prefix).Load()));
    }

    [TestMethod]
    public void Keeps_the_newest_when_the_older_slot_is_damaged()
    {
        SlotStore store = TestFiles.EmptyStore(Prefix);
        store.Write(Bytes.Of("one"));
        store.Write(Bytes.Of("two"));
        TestFiles.Write(TestFiles.Slot(Prefix, 0), Bytes.Pattern(30));
        Assert.AreEqual("two", Bytes.Text(new SlotStore(Prefix).Load()));
    }

    [TestMethod]
    public void Starts_empty_when_both_slots_are_damaged_and_can_be_written_again()
    {
        TestFiles.EmptyStore(Prefix);
        TestFiles.Write(TestFiles.Slot(Prefix, 0), Bytes.Pattern(30));
        TestFiles.Write(TestFiles.Slot(Prefix, 1), Bytes.Pattern(31));
        SlotStore store = new SlotStore(Prefix);
        Assert.IsNull(store.Load());
        store.Write(Bytes.Of("new"));
        Assert.AreEqual("new", Bytes.Text(new SlotStore(Prefix).Load()));
    }

    [TestMethod]
    public void Repairs_a_damaged_slot_with_the_next_write()
    {
        SlotStore store = TestFiles.EmptyStore(Prefix);
        store.Write(Bytes.Of("one"));
        store.Write(Bytes.Of("two"));
        TestFiles.Write(TestFiles.Slot(Prefix, 0), Bytes.Pattern(30));
        SlotStore again = new SlotStore(Prefix);
        again.Load();
        again.Write(Bytes.Of("three"));
        Assert.AreEqual("three", PayloadOf(0));
        Assert.AreEqual("two", PayloadOf(1));
    }

    [TestMethod]
    public void Ignores_a_file_longer_than_a_slot()
    {
        SlotStore store = TestFiles.EmptyStore(Prefix);
        store.Write(Bytes.Of("one"));
        TestFiles.Write(TestFiles.Slot(Prefix, 1), new byte[SlotImage.HeaderLength + SlotImage.MaxPayload + 1]);
        Assert.AreEqual("one", Bytes.Text(new SlotStore(Prefix).Load()));
    }

    [TestMethod]
    public void Holds_the_largest_payload_and_refuses_one_byte_more()
    {
        SlotStore store = TestFiles.EmptyStore(Prefix);
        store.Write(Bytes.Pattern(SlotImage.MaxPayload));
        Bytes.AssertEqual(Bytes.Pattern(SlotImage.MaxPayload), new SlotStore(Prefix).Load());
        Assert.ThrowsException(typeof(StorageException), () => store.Write(new byte[SlotImage.MaxPayload + 1]));
        Assert.AreEqual(SlotImage.MaxPayload, new SlotStore(Prefix).Load().Length);
    }

    [TestMethod]
    public void Says_how_large_the_refused_payload_is()
    {
        try
        {
            TestFiles.EmptyStore(Prefix).Write(new byte[SlotImage.MaxPayload + 1]);
            Assert.IsTrue(false, "it was taken");
        }
        catch (StorageException e)
        {
            Assert.Contains("payload of 16385 bytes does not fit", e.Message);
        }
    }

    [TestMethod]
    public void Tells_neither_slot_from_one_that_was_never_written()
    {
        TestFiles.EmptyStore(Prefix);
        TestFiles.Write(TestFiles.Slot(Prefix, 1), SlotImage.Encode(7, Bytes.Of("seven")));
        SlotStore store = new SlotStore(Prefix);
        Assert.AreEqual("seven", Bytes.Text(store.Load()));
        store.Write(Bytes.Of("eight"));
        Assert.AreEqual("eight", PayloadOf(0));
        Assert.AreEqual(8u, SequenceOf(0));
        Assert.AreEqual("seven", PayloadOf(1));
    }

    [TestMethod]
    public void Two_stores_do_not_mix()
    {
        SlotStore left = TestFiles.EmptyStore(Prefix);
        SlotStore right = TestFiles.EmptyStore(TestFiles.Prefix + "other.");
        left.Write(Bytes.Of("left"));
        right.Write(Bytes.Of("right"));
        Assert.AreEqual("left", Bytes.Text(new SlotStore(Prefix).Load()));
        Assert.AreEqual("right", Bytes.Text(new SlotStore(TestFiles.Prefix + "other.").Load()));
    }

    [Cleanup]
    public void RemoveFiles()
    {
        TestFiles.EmptyStore(Prefix);
        TestFiles.EmptyStore(TestFiles.Prefix + "other.");
    }

    private static string PayloadOf(int slot)
    {
        string reason;
        return Bytes.Text(SlotImage.Decode(TestFiles.Read(TestFiles.Slot(Prefix, slot)), out reason).Payload);
    }

    private static uint SequenceOf(int slot)
    {
        string reason;
        return SlotImage.Decode(TestFiles.Read(TestFiles.Slot(Prefix, slot)), out reason).Sequence;
    }
}
