using System.Device.Wifi;
using System.IO;
using nanoFramework.TestFramework;

namespace SampleTests;

/// <summary>Every class has a board of its own: the same file is new in each.</summary>
[TestClass]
public class FirstBoardTests
{
    [TestMethod]
    public void Has_a_fresh_volume()
    {
        Volume.TakePossession();
    }

    [TestMethod]
    public void Hears_the_test_networks()
    {
        WifiConnectionResult result = WifiAdapter.FindAllAdapters()[0]
            .Connect("nf-test", WifiReconnectionKind.Automatic, "nf-test-password");
        Assert.IsTrue(result.ConnectionStatus == WifiConnectionStatus.Success);
    }
}

[TestClass]
public class SecondBoardTests
{
    [TestMethod]
    public void Has_a_fresh_volume()
    {
        Volume.TakePossession();
    }
}

internal static class Volume
{
    private const string Flag = "I:\\flag";

    internal static void TakePossession()
    {
        Assert.IsFalse(File.Exists(Flag));
        File.WriteAllText(Flag, "taken");
        Assert.IsTrue(File.Exists(Flag));
    }
}
