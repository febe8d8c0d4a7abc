using HardwareTests.Support;
using ImpDevice.Storage;
using nanoFramework.TestFramework;

namespace HardwareTests.Storage;

/// <summary>The bytes of a slot file.</summary>
[TestClass]
public class SlotImageTests
{
    [TestMethod]
    public void Has_the_documented_layout()
    {
        byte[] bytes = SlotImage.Encode(0x01020304, new byte[] { 0xAA, 0xBB });
        Bytes.AssertEqual(
            new byte[] { (byte)'I', (byte)'M', (byte)'P', (byte)'S', 1, 0, 0, 0, 4, 3, 2, 1, 2, 0, 0, 0 },
            FirstOf(bytes, 16));
        Assert.AreEqual(22, bytes.Length);
        Assert.AreEqual((byte)0xBB, bytes[21]);
    }

    [TestMethod]
    public void Reads_back_sequence_and_payload()
    {
        string reason;
        SlotImage image = SlotImage.Decode(SlotImage.Encode(0xFFFFFFFF, Bytes.Pattern(300)), out reason);
        Assert.IsNull(reason);
        Assert.AreEqual(0xFFFFFFFF, image.Sequence);
        Bytes.AssertEqual(Bytes.Pattern(300), image.Payload);
    }

    [TestMethod]
    public void Holds_an_empty_payload()
    {
        string reason;
        Assert.AreEqual(0, SlotImage.Decode(SlotImage.Encode(1, new byte[0]), out reason).Payload.Length);
    }

    [TestMethod]
    public void Refuses_every_flipped_bit()
    {
        byte[] bytes = SlotImage.Encode(7, Bytes.Of("{\"plan_id\":\"x\"}"));
        string reason;
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.IsNull(SlotImage.Decode(bytes, out reason), "bit " + bit.ToString());
            Assert.IsNotNull(reason);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        Assert.IsNotNull(SlotImage.Decode(bytes, out reason));
    }

    [TestMethod]
    public void Refuses_every_beginning_and_anything_behind()
    {
        byte[] bytes = SlotImage.Encode(7, Bytes.Of("payload"));
        string reason;
        for (int length = 0; length < bytes.Length; length++)
            Assert.IsNull(SlotImage.Decode(FirstOf(bytes, length), out reason), length.ToString() + " bytes");
        byte[] longer = new byte[bytes.Length + 1];
        System.Array.Copy(bytes, longer, bytes.Length);
        Assert.IsNull(SlotImage.Decode(longer, out reason));
        Assert.AreEqual("length", reason);
    }

    [TestMethod]
    [DataRow(0, "magic")]
    [DataRow(3, "magic")]
    [DataRow(4, "format")]
    [DataRow(5, "crc")]
    [DataRow(8, "crc")]
    [DataRow(12, "length")]
    [DataRow(16, "crc")]
    [DataRow(20, "crc")]
    public void Says_what_is_wrong(int at, string expected)
    {
        byte[] bytes = SlotImage.Encode(7, Bytes.Of("payload"));
        bytes[at] ^= 0x40;
        string reason;
        SlotImage.Decode(bytes, out reason);
        Assert.AreEqual(expected, reason);
    }

    [TestMethod]
    public void Refuses_erased_flash()
    {
        byte[] erased = new byte[64];
        for (int i = 0; i < erased.Length; i++) erased[i] = 0xFF;
        string reason;
        Assert.IsNull(SlotImage.Decode(erased, out reason));
        Assert.IsNull(SlotImage.Decode(new byte[64], out reason));
    }

    [TestMethod]
    [DataRow(1u, 0u, true)]
    [DataRow(0u, 1u, false)]
    [DataRow(5u, 5u, false)]
    [DataRow(0u, 0xFFFFFFFFu, true)]
    [DataRow(0xFFFFFFFFu, 0u, false)]
    [DataRow(0x80000000u, 1u, true)]
    [DataRow(0x7FFFFFFFu, 0u, true)]
    [DataRow(2u, 0x80000003u, true)]
    public void Compares_sequences_around_the_wrap(uint sequence, uint than, bool newer)
    {
        Assert.AreEqual(newer, SlotImage.IsNewer(sequence, than));
    }

    private static byte[] FirstOf(byte[] bytes, int count)
    {
        byte[] part = new byte[count];
        System.Array.Copy(bytes, part, count);
        return part;
    }
}
