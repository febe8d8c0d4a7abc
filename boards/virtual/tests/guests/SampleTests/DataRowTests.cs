using nanoFramework.TestFramework;

namespace SampleTests;

[TestClass]
public class DataRowTests
{
    [TestMethod]
    [DataRow(1, 2, 3)]
    [DataRow(-1, 1, 0)]
    [DataRow(2, 2, 5)]
    public void Adds(int left, int right, int sum)
    {
        Assert.AreEqual(sum, left + right);
    }

    [DataRow("a \"b\"\n", 'x', true)]
    public void Takes_text(string text, char letter, bool flag)
    {
        Assert.AreEqual(6, text.Length);
        Assert.AreEqual('x', letter);
        Assert.IsTrue(flag);
    }

    [DataRow(null)]
    public void Takes_null(string text)
    {
        Assert.IsNull(text);
    }

    [DataRow(7, 8)]
    public void Takes_other_numbers(long wide, byte narrow)
    {
        Assert.AreEqual(7L, wide);
        Assert.AreEqual((byte)8, narrow);
    }

    [DataRow(300)]
    public void Does_not_fit(byte narrow)
    {
        Assert.AreEqual((byte)0, narrow);
    }

    [DataRow(Colour.Green)]
    public void Takes_an_enumeration(Colour colour)
    {
        Assert.IsTrue(colour == Colour.Green);
    }

    [DataRow(new byte[] { 1, 2 }, "x")]
    public void Takes_an_array(byte[] bytes, string text)
    {
        Assert.AreEqual(2, bytes.Length);
        Assert.AreEqual((byte)2, bytes[1]);
        Assert.AreEqual("x", text);
    }

    public enum Colour : byte
    {
        Red,
        Green,
    }
}
