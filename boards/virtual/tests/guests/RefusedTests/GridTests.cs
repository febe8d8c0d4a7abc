using nanoFramework.TestFramework;

namespace RefusedTests;

/// <summary>Compiles, and uses what no board has: arrays of two dimensions.</summary>
[TestClass]
public static class GridTests
{
    [TestMethod]
    public static void Sums()
    {
        int[,] grid = new int[2, 2];
        grid[1, 1] = 4;
        Assert.AreEqual(4, grid[1, 1]);
    }
}
