using System.Collections;
using System.Text;
using HardwareTests.Support;
using ImpDevice.Text;
using nanoFramework.TestFramework;

namespace HardwareTests.Text;

/// <summary>Json.Write.</summary>
[TestClass]
public class JsonWriterTests
{
    [TestMethod]
    public void Writes_null_true_and_false()
    {
        Assert.AreEqual("null", Json.Write(null));
        Assert.AreEqual("true", Json.Write(true));
        Assert.AreEqual("false", Json.Write(false));
    }

    [TestMethod]
    public void Writes_every_kind_of_whole_number()
    {
        object[] numbers = new object[] { (byte)1, (sbyte)-2, (short)-3, (ushort)4, -5, 6u, -7L, 18446744073709551615UL };
        Assert.AreEqual("[1,-2,-3,4,-5,6,-7,18446744073709551615]", Json.Write(numbers));
    }

    [TestMethod]
    [DataRow(0.5)]
    [DataRow(-2.25)]
    [DataRow(1e-7)]
    [DataRow(123456.789)]
    [DataRow(1e20)]
    public void Writes_doubles_that_read_back_the_same(double number)
    {
        object back = Json.Parse(Json.Write(number));
        double value = back is double ? (double)back : back is int ? (int)back : (long)back;
        Assert.AreEqual(number, value);
    }

    [TestMethod]
    public void Refuses_what_json_has_no_number_for()
    {
        Assert.ThrowsException(typeof(JsonException), () => Json.Write(double.NaN));
        Assert.ThrowsException(typeof(JsonException), () => Json.Write(double.PositiveInfinity));
        Assert.ThrowsException(typeof(JsonException), () => Json.Write(float.NegativeInfinity));
    }

    [TestMethod]
    [DataRow("", "\"\"")]
    [DataRow("a/b", "\"a/b\"")]
    [DataRow("\"\\", "\"\\\"\\\\\"")]
    [DataRow("\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"")]
    [DataRow("\u0001\u001f", "\"\\u0001\\u001f\"")]
    [DataRow("\u00fc\u20ac", "\"\u00fc\u20ac\"")]
    [DataRow("\ud83d\ude00", "\"\ud83d\ude00\"")]
    public void Writes_text(string text, string json)
    {
        Assert.AreEqual(json, Json.Write(text));
        Assert.AreEqual(text, (string)Json.Parse(json));
    }

    [TestMethod]
    public void Writes_lists_and_arrays_alike()
    {
        ArrayList list = new ArrayList();
        list.Add(1);
        list.Add("b");
        list.Add(null);
        Assert.AreEqual("[1,\"b\",null]", Json.Write(list));
        Assert.AreEqual("[1,\"b\",null]", Json.Write(new object[] { 1, "b", null }));
        Assert.AreEqual("[3,4]", Json.Write(new int[] { 3, 4 }));
        Assert.AreEqual("[]", Json.Write(new ArrayList()));
    }

    [TestMethod]
    public void Writes_objects()
    {
        Hashtable table = new Hashtable();
        Assert.AreEqual("{}", Json.Write(table));
        table.Add("a", 1);
        Assert.AreEqual("{\"a\":1}", Json.Write(table));
        table.Add("b", new Hashtable());
        Hashtable back = (Hashtable)Json.Parse(Json.Write(table));
        Assert.AreEqual(2, back.Count);
        Assert.AreEqual(0, ((Hashtable)back["b"]).Count);
    }

    [TestMethod]
    public void Refuses_names_that_are_no_text()
    {
        Hashtable table = new Hashtable();
        table.Add(1, "one");
        Assert.ThrowsException(typeof(JsonException), () => Json.Write(table));
    }

    [TestMethod]
    public void Refuses_objects_of_other_types()
    {
        Assert.ThrowsException(typeof(JsonException), () => Json.Write(new StringBuilder()));
    }

    [TestMethod]
    public void Ends_at_a_cycle()
    {
        ArrayList list = new ArrayList();
        list.Add(list);
        Assert.ThrowsException(typeof(JsonException), () => Json.Write(list));
    }

    [TestMethod]
    public void Writes_as_deep_as_it_reads()
    {
        ArrayList inner = new ArrayList();
        for (int i = 1; i < Json.MaxDepth; i++)
        {
            ArrayList outer = new ArrayList();
            outer.Add(inner);
            inner = outer;
        }
        Assert.IsNotNull(Json.Parse(Json.Write(inner)));
        ArrayList tooDeep = new ArrayList();
        tooDeep.Add(inner);
        Assert.ThrowsException(typeof(JsonException), () => Json.Write(tooDeep));
    }

    [TestMethod]
    public void Gives_the_same_as_text_and_as_bytes()
    {
        Assert.AreEqual(Json.Write("\u00fc"), Bytes.Text(Json.WriteUtf8("\u00fc")));
        Assert.AreEqual(4, Json.WriteUtf8("\u00fc").Length);
    }

    [TestMethod]
    public void Round_trip_keeps_a_document()
    {
        string json = "{\"type\":\"agent\",\"name\":\"x\",\"data\":[1,-2.5,\"t\\\"\",null,true,{\"k\":[]}]}";
        Hashtable once = (Hashtable)Json.Parse(json);
        Hashtable twice = (Hashtable)Json.Parse(Json.Write(once));
        Assert.AreEqual("agent", (string)twice["type"]);
        ArrayList data = (ArrayList)twice["data"];
        Assert.AreEqual(6, data.Count);
        Assert.AreEqual(-2.5, (double)data[1]);
        Assert.AreEqual("t\"", (string)data[2]);
        Assert.AreEqual(0, ((ArrayList)((Hashtable)data[5])["k"]).Count);
    }
}
