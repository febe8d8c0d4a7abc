using System.Collections;
using ImpDevice.Text;
using nanoFramework.TestFramework;

namespace HardwareTests.Text;

/// <summary>Typed reads: absent and of another type look the same.</summary>
[TestClass]
public class JsonFieldsTests
{
    private static readonly Hashtable Table = (Hashtable)Json.Parse(
        "{\"s\":\"x\",\"i\":5,\"l\":5000000000,\"d\":1.5,\"t\":true,\"o\":{\"a\":1},\"a\":[1],\"z\":null}");

    [TestMethod]
    public void Gives_what_is_there()
    {
        Assert.AreEqual("x", JsonFields.GetString(Table, "s"));
        Assert.AreEqual(5L, JsonFields.GetLong(Table, "i", -1));
        Assert.AreEqual(5000000000L, JsonFields.GetLong(Table, "l", -1));
        Assert.IsTrue(JsonFields.GetBool(Table, "t"));
        Assert.AreEqual(1, JsonFields.GetTable(Table, "o").Count);
        Assert.AreEqual(1, JsonFields.GetList(Table, "a").Count);
    }

    [TestMethod]
    public void Takes_another_type_as_absent()
    {
        Assert.IsNull(JsonFields.GetString(Table, "i"));
        Assert.AreEqual(-1L, JsonFields.GetLong(Table, "d", -1));
        Assert.AreEqual(-1L, JsonFields.GetLong(Table, "s", -1));
        Assert.IsFalse(JsonFields.GetBool(Table, "s"));
        Assert.IsNull(JsonFields.GetTable(Table, "a"));
        Assert.IsNull(JsonFields.GetList(Table, "o"));
        Assert.IsNull(JsonFields.GetString(Table, "z"));
    }

    [TestMethod]
    public void Takes_no_table_as_an_empty_one()
    {
        Assert.IsNull(JsonFields.GetString(null, "s"));
        Assert.AreEqual(9L, JsonFields.GetLong(null, "i", 9));
        Assert.IsFalse(JsonFields.GetBool(null, "t"));
        Assert.IsNull(JsonFields.GetTable(null, "o"));
        Assert.IsNull(JsonFields.GetList(null, "a"));
    }
}
