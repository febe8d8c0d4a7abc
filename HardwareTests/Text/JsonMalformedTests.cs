using System.Text;
using HardwareTests.Support;
using ImpDevice.Text;
using nanoFramework.TestFramework;
using TestFrameworkShared;

namespace HardwareTests.Text;

/// <summary>Json.Parse: everything that is no JSON is refused, at the byte where it stops being some.</summary>
[TestClass]
public class JsonMalformedTests
{
    [TestMethod]
    [DataRow("", 0)]
    [DataRow("   ", 3)]
    [DataRow("nul", 0)]
    [DataRow("nulll", 4)]
    [DataRow("True", 0)]
    [DataRow("{", 1)]
    [DataRow("}", 0)]
    [DataRow("{\"a\"}", 4)]
    [DataRow("{\"a\":}", 5)]
    [DataRow("{\"a\":1,}", 7)]
    [DataRow("{a:1}", 1)]
    [DataRow("{'a':1}", 1)]
    [DataRow("{\"a\":1 \"b\":2}", 7)]
    [DataRow("[", 1)]
    [DataRow("[1,]", 3)]
    [DataRow("[1 2]", 3)]
    [DataRow("[1}", 2)]
    [DataRow("1 2", 2)]
    [DataRow("{}{}", 2)]
    [DataRow("\"open", 5)]
    [DataRow("\"\\x\"", 2)]
    [DataRow("\"\\", 2)]
    [DataRow("\"\\u12", 5)]
    [DataRow("\"\\u12g4\"", 5)]
    [DataRow("\"\\ud800\"", 3)]
    [DataRow("\"\\ud800x\"", 3)]
    [DataRow("\"\\ud800\\u0041\"", 3)]
    [DataRow("\"\\udc00\"", 3)]
    [DataRow("\"\\u0000\"", 3)]
    [DataRow("\"a\nb\"", 2)]
    [DataRow("-", 1)]
    [DataRow("01", 0)]
    [DataRow("-01", 1)]
    [DataRow("1.", 2)]
    [DataRow(".5", 0)]
    [DataRow("1e", 2)]
    [DataRow("1e+", 3)]
    [DataRow("+1", 0)]
    [DataRow("0x10", 1)]
    [DataRow("// comment", 0)]
    public void Refuses(string json, int position)
    {
        Assert.AreEqual(position, Refusal(Bytes.Of(json)).Position);
    }

    [TestMethod]
    public void Refuses_a_name_that_comes_twice()
    {
        JsonException refusal = Refusal(Bytes.Of("{\"a\":1,\"a\":2}"));
        Assert.AreEqual(7, refusal.Position);
        Assert.Contains("\"a\"", refusal.Message);
    }

    [TestMethod]
    public void Refuses_a_number_out_of_range()
    {
        Assert.AreEqual(0, Refusal(Bytes.Of("1e999")).Position);
    }

    [TestMethod]
    [DataRow((byte)0x80, (byte)0x20)]
    [DataRow((byte)0xC0, (byte)0x80)]
    [DataRow((byte)0xC3, (byte)0x28)]
    [DataRow((byte)0xFE, (byte)0xFF)]
    public void Refuses_bytes_that_are_no_utf8(byte first, byte second)
    {
        Assert.AreEqual(1, Refusal(new byte[] { (byte)'"', first, second, (byte)'"' }).Position);
    }

    [TestMethod]
    public void Refuses_overlong_and_surrogate_forms_of_three_bytes()
    {
        Assert.AreEqual(1, Refusal(new byte[] { (byte)'"', 0xE0, 0x80, 0x80, (byte)'"' }).Position);
        Assert.AreEqual(1, Refusal(new byte[] { (byte)'"', 0xED, 0xA0, 0x80, (byte)'"' }).Position);
    }

    [TestMethod]
    public void Refuses_overlong_and_too_high_forms_of_four_bytes()
    {
        Assert.AreEqual(1, Refusal(new byte[] { (byte)'"', 0xF0, 0x80, 0x80, 0x80, (byte)'"' }).Position);
        Assert.AreEqual(1, Refusal(new byte[] { (byte)'"', 0xF4, 0x90, 0x80, 0x80, (byte)'"' }).Position);
    }

    [TestMethod]
    public void Refuses_a_sequence_that_the_text_cuts_off()
    {
        Assert.AreEqual(1, Refusal(new byte[] { (byte)'"', 0xE2, 0x82 }).Position);
    }

    [TestMethod]
    public void Refuses_every_beginning_of_a_good_text()
    {
        byte[] good = Bytes.Of("{\"a\":[1,\"\\u00e9\",{\"b\":null}]}");
        for (int length = 0; length < good.Length; length++)
        {
            byte[] cut = new byte[length];
            System.Array.Copy(good, cut, length);
            Refusal(cut);
        }
        Assert.IsNotNull(Json.Parse(good, 0, good.Length));
    }

    [TestMethod]
    public void Says_where_in_words_too()
    {
        Assert.Contains("at byte 3", Refusal(Bytes.Of("[1 2]")).Message);
    }

    [TestMethod]
    public void Refuses_more_than_its_limit_without_reading_it()
    {
        // The buffer is shorter than it claims: reading it would be an error of another kind.
        JsonException refusal = null;
        try
        {
            Json.Parse(new byte[0], 0, Json.MaxBytes + 1);
        }
        catch (JsonException e)
        {
            refusal = e;
        }
        Assert.IsNotNull(refusal);
    }

    private static JsonException Refusal(byte[] json)
    {
        try
        {
            Json.Parse(json, 0, json.Length);
        }
        catch (JsonException e)
        {
            return e;
        }
        throw new AssertFailedException("not refused: " + Encoding.UTF8.GetString(json, 0, json.Length));
    }
}
