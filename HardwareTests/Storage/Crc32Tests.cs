using HardwareTests.Support;
using ImpDevice.Storage;
using nanoFramework.TestFramework;

namespace HardwareTests.Storage;

[TestClass]
public class Crc32Tests
{
    [TestMethod]
    [DataRow("", 0u)]
    [DataRow("123456789", 0xCBF43926u)]
    [DataRow("a", 0xE8B7BE43u)]
    [DataRow("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void Has_the_published_value(string text, uint crc)
    {
        byte[] bytes = Bytes.Of(text);
        Assert.AreEqual(crc, Crc32.Compute(bytes, 0, bytes.Length));
    }

    [TestMethod]
    public void Covers_only_the_part_asked_for()
    {
        byte[] bytes = Bytes.Of("xx123456789yy");
        Assert.AreEqual(0xCBF43926u, Crc32.Compute(bytes, 2, 9));
    }

    [TestMethod]
    public void Changes_with_every_single_bit()
    {
        byte[] bytes = Bytes.Pattern(40);
        uint whole = Crc32.Compute(bytes, 0, bytes.Length);
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.AreNotEqual(whole, Crc32.Compute(bytes, 0, bytes.Length));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }
}
