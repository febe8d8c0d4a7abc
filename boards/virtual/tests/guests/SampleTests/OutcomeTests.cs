using System;
using nanoFramework.TestFramework;

namespace SampleTests;

/// <summary>One test of each outcome.</summary>
[TestClass]
public class OutcomeTests
{
    [TestMethod]
    public void Passes()
    {
        OutputHelper.WriteLine("said on the board");
        Assert.AreEqual(4, 2 + 2);
    }

    [TestMethod]
    public static void Passes_as_static()
    {
        Assert.IsTrue(true);
    }

    [TestMethod]
    public void Fails()
    {
        Console.WriteLine("before the failure");
        Assert.AreEqual(5, 2 + 2, "arithmetic");
    }

    [TestMethod]
    public void Throws()
    {
        Thrower.Throw(3);
    }

    [TestMethod]
    public void Skips()
    {
        Assert.SkipTest("not on a Sunday");
    }

    [TestMethod]
    public void Has_no_instance()
    {
        Assert.IsNull(this);
    }

    public void Is_no_test()
    {
        Assert.IsTrue(false);
    }

    [TestMethod]
    private void Is_private()
    {
        Assert.IsTrue(false);
    }

    private static class Thrower
    {
        internal static void Throw(int depth)
        {
            if (depth > 0) Throw(depth - 1);
            else throw new InvalidOperationException("at the bottom");
        }
    }
}
