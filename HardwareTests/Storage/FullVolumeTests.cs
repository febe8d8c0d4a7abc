using System.IO;
using HardwareTests.Support;
using ImpDevice.Storage;
using nanoFramework.TestFramework;

namespace HardwareTests.Storage;

/// <summary>No room on the volume: nothing is lost, and writing works again once there is room.</summary>
[TestClass]
public class FullVolumeTests
{
    private const string Prefix = TestFiles.Prefix + "full.";
    private const string Filler = TestFiles.Prefix + "filler";
    private const int Block = 4096;
    private const int MostFillers = 1024;

    [TestMethod]
    public void A_write_that_finds_no_room_leaves_the_old_payload()
    {
        SlotStore store = TestFiles.EmptyStore(Prefix);
        byte[] old = Bytes.Pattern(5000);
        store.Write(old);
        int fillers = Fill();
        try
        {
            string refusal = "";
            try
            {
                store.Write(Bytes.Pattern(SlotImage.MaxPayload));
            }
            catch (StorageException e)
            {
                refusal = e.Message;
            }
            Assert.StartsWith(TestFiles.Slot(Prefix, 1) + ": ", refusal);
            Bytes.AssertEqual(old, new SlotStore(Prefix).Load());
        }
        finally
        {
            RemoveFillers(fillers);
        }
        store.Write(Bytes.Of("room again"));
        Assert.AreEqual("room again", Bytes.Text(new SlotStore(Prefix).Load()));
    }

    [TestMethod]
    public void A_configuration_that_finds_no_room_stays_as_it_was_in_memory_too()
    {
        ConfigurationStore store = new ConfigurationStore(TestFiles.EmptyStore(Prefix));
        store.Update(c => c.WifiSsid = "old");
        int fillers = Fill();
        try
        {
            string much = new string('x', 12000);
            Assert.ThrowsException(typeof(StorageException), () => store.Update(c => c.AgentUrl = much));
            Assert.AreEqual("old", store.Current.WifiSsid);
            Assert.IsNull(store.Current.AgentUrl);
        }
        finally
        {
            RemoveFillers(fillers);
        }
    }

    [Cleanup]
    public void RemoveFiles()
    {
        TestFiles.EmptyStore(Prefix);
        RemoveFillers(MostFillers);
    }

    /// <summary>Writes files, the last ones small, until the volume takes no more.</summary>
    private static int Fill()
    {
        int fillers = 0;
        byte[] block = new byte[Block];
        for (int size = Block; size > 0; size /= 8)
        {
            try
            {
                while (fillers < MostFillers)
                {
                    byte[] part = size == Block ? block : new byte[size];
                    TestFiles.Write(Filler + (fillers++).ToString(), part);
                }
            }
            catch (IOException)
            {
                // This size has no room any more; a smaller one may.
            }
        }
        return fillers;
    }

    private static void RemoveFillers(int count)
    {
        for (int i = 0; i < count; i++) TestFiles.Delete(Filler + i.ToString());
    }
}
