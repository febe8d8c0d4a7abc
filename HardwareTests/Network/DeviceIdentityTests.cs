using ImpDevice.Networking;
using nanoFramework.TestFramework;

namespace HardwareTests.Network;

[TestClass]
public class DeviceIdentityTests
{
    [TestMethod]
    public void Is_made_of_5000_and_the_mac()
    {
        DeviceIdentity identity = new DeviceIdentity(new byte[] { 0x0C, 0x2A, 0x69, 0x00, 0xFF, 0x10 });
        Assert.AreEqual("0c2a6900ff10", identity.Mac);
        Assert.AreEqual("50000c2a6900ff10", identity.DeviceId);
    }

    [TestMethod]
    public void Of_the_board_is_a_real_one_and_stays()
    {
        DeviceIdentity identity = DeviceIdentity.OfBoard();
        Assert.AreEqual(16, identity.DeviceId.Length);
        Assert.AreNotEqual("000000000000", identity.Mac);
        Assert.AreNotEqual("ffffffffffff", identity.Mac);
        Assert.AreEqual(identity.Mac, DeviceIdentity.OfBoard().Mac);
    }
}
