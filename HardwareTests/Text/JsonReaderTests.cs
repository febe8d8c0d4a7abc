using System.Collections;
using HardwareTests.Support;
using ImpDevice.Text;
using nanoFramework.TestFramework;

namespace HardwareTests.Text;

/// <summary>Json.Parse: what it accepts, and in which shapes.</summary>
[TestClass]
public class JsonReaderTests
{
    [TestMethod]
    public void Reads_null_true_and_false()
    {
        Assert.IsNull(Json.Parse("null"));
        Assert.IsTrue((bool)Json.Parse("true"));
        Assert.IsFalse((bool)Json.Parse("false"));
    }

    [TestMethod]
    public void Reads_an_empty_object_and_an_empty_array()
    {
        Assert.AreEqual(0, ((Hashtable)Json.Parse("{}")).Count);
        Assert.AreEqual(0, ((ArrayList)Json.Parse("[ ]")).Count);
    }

    [TestMethod]
    public void Reads_an_object_with_every_kind_of_value()
    {
        Hashtable table = (Hashtable)Json.Parse("{\"s\":\"x\",\"n\":1,\"b\":true,\"z\":null,\"a\":[1,2],\"o\":{\"p\":-1}}");
        Assert.AreEqual(6, table.Count);
        Assert.AreEqual("x", (string)table["s"]);
        Assert.AreEqual(1, (int)table["n"]);
        Assert.IsTrue((bool)table["b"]);
        Assert.IsTrue(table.Contains("z"));
        Assert.IsNull(table["z"]);
        Assert.AreEqual(2, (int)((ArrayList)table["a"])[1]);
        Assert.AreEqual(-1, (int)((Hashtable)table["o"])["p"]);
    }

    [TestMethod]
    public void Keeps_the_order_of_an_array()
    {
        ArrayList list = (ArrayList)Json.Parse("[\"c\",\"a\",\"b\"]");
        Assert.AreEqual("c", (string)list[0]);
        Assert.AreEqual("a", (string)list[1]);
        Assert.AreEqual("b", (string)list[2]);
    }

    [TestMethod]
    public void Skips_white_space_everywhere()
    {
        Hashtable table = (Hashtable)Json.Parse(" \t\r\n{ \"a\" : [ 1 , 2 ] } \n");
        Assert.AreEqual(2, ((ArrayList)table["a"]).Count);
    }

    [TestMethod]
    public void Reads_a_part_of_a_buffer()
    {
        byte[] buffer = Bytes.Of("xx{\"a\":7}yy");
        Assert.AreEqual(7, (int)((Hashtable)Json.Parse(buffer, 2, buffer.Length - 4))["a"]);
    }

    [TestMethod]
    [DataRow("\"\"", "")]
    [DataRow("\"plain\"", "plain")]
    [DataRow("\"\\\"\\\\\\/\"", "\"\\/")]
    [DataRow("\"\\b\\f\\n\\r\\t\"", "\b\f\n\r\t")]
    [DataRow("\"\\u0041\\u00e9\\u20AC\"", "A\u00e9\u20ac")]
    [DataRow("\"\\ud83d\\ude00\"", "\ud83d\ude00")]
    [DataRow("\"\u00fc\u20ac\"", "\u00fc\u20ac")]
    [DataRow("\"before\\nafter\"", "before\nafter")]
    public void Reads_text(string json, string text)
    {
        Assert.AreEqual(text, (string)Json.Parse(json));
    }

    [TestMethod]
    [DataRow("0", 0)]
    [DataRow("-0", 0)]
    [DataRow("7", 7)]
    [DataRow("-12", -12)]
    [DataRow("2147483647", 2147483647)]
    [DataRow("-2147483648", -2147483648)]
    public void Reads_whole_numbers_as_int(string json, int number)
    {
        Assert.AreEqual(number, (int)Json.Parse(json));
    }

    [TestMethod]
    [DataRow("2147483648", 2147483648)]
    [DataRow("-2147483649", -2147483649)]
    [DataRow("999999999999999999", 999999999999999999)]
    public void Reads_larger_whole_numbers_as_long(string json, long number)
    {
        Assert.AreEqual(number, (long)Json.Parse(json));
    }

    [TestMethod]
    [DataRow("0.5", 0.5)]
    [DataRow("-2.25", -2.25)]
    [DataRow("1e3", 1000.0)]
    [DataRow("25E-1", 2.5)]
    [DataRow("1.5e+2", 150.0)]
    [DataRow("10000000000000000000", 1e19)]
    public void Reads_other_numbers_as_double(string json, double number)
    {
        Assert.AreEqual(number, (double)Json.Parse(json));
    }

    [TestMethod]
    public void Reads_32_levels()
    {
        object value = Json.Parse(Nested(Json.MaxDepth));
        int levels = 0;
        while (value != null)
        {
            levels++;
            ArrayList list = (ArrayList)value;
            value = list.Count == 0 ? null : list[0];
        }
        Assert.AreEqual(Json.MaxDepth, levels);
    }

    [TestMethod]
    public void Counts_levels_inside_each_other_not_beside_each_other()
    {
        string json = "[[]";
        for (int i = 0; i < 40; i++) json += ",[]";
        Assert.AreEqual(41, ((ArrayList)Json.Parse(json + "]")).Count);
    }

    [TestMethod]
    public void Refuses_33_levels()
    {
        Assert.ThrowsException(typeof(JsonException), () => Json.Parse(Nested(Json.MaxDepth + 1)));
    }

    private static string Nested(int levels)
    {
        string json = "";
        for (int i = 0; i < levels; i++) json = "[" + json + "]";
        return json;
    }
}
