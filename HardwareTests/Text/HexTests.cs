using HardwareTests.Support;
using ImpDevice.Text;
using nanoFramework.TestFramework;

namespace HardwareTests.Text;

[TestClass]
public class HexTests
{
    [TestMethod]
    public void Encodes_in_lower_case()
    {
        Assert.AreEqual("00097f80abff", Hex.Encode(new byte[] { 0x00, 0x09, 0x7F, 0x80, 0xAB, 0xFF }));
    }

    [TestMethod]
    public void Encodes_nothing_as_nothing()
    {
        Assert.AreEqual("", Hex.Encode(new byte[0]));
        Assert.AreEqual(0, Hex.Decode("").Length);
    }

    [TestMethod]
    public void Decodes_either_case()
    {
        Bytes.AssertEqual(new byte[] { 0xAB, 0xCD, 0xEF }, Hex.Decode("abCDeF"));
    }

    [TestMethod]
    public void Round_trip_keeps_every_byte_value()
    {
        byte[] all = new byte[256];
        for (int i = 0; i < all.Length; i++) all[i] = (byte)i;
        Bytes.AssertEqual(all, Hex.Decode(Hex.Encode(all)));
    }

    [TestMethod]
    [DataRow("a")]
    [DataRow("abc")]
    [DataRow("0g")]
    [DataRow("g0")]
    [DataRow(" 0")]
    [DataRow("0x00")]
    [DataRow("\u00fc")]
    [DataRow(null)]
    public void Refuses(string text)
    {
        Assert.IsNull(Hex.Decode(text));
    }
}
