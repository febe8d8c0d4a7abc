using nanoFramework.TestFramework;
using SampleTests.Mutated;

namespace SampleTests
{
    /// <summary>Good tests of <see cref="Clamp.Low"/>, a weak one of <see cref="Clamp.High"/>, none of <see cref="Clamp.Middle"/>.</summary>
    [TestClass]
    public class MutatedTests
    {
        [TestMethod]
        public void Low_is_tested_well()
        {
            Assert.AreEqual(10, Clamp.Low(9, 10));
            Assert.AreEqual(10, Clamp.Low(10, 10));
            Assert.AreEqual(11, Clamp.Low(11, 10));
        }

        [TestMethod]
        public void High_is_called() => Assert.IsTrue(Clamp.High(5, 10) < 100);
    }
}

namespace SampleTests.Mutated
{
    /// <summary>Code for mutants.</summary>
    public static class Clamp
    {
        public static int Low(int value, int lowest) => value < lowest ? lowest : value;

        public static int High(int value, int highest) => value > highest ? highest : value;

        public static int Middle(int value) => value + 1;
    }
}
