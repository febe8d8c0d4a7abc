using ImpDevice.Networking;
using ImpDevice.Text;

namespace DeviceFirmware.SelfTests;

/// <summary>The MAC address is one that a single device can have: not empty, not erased flash, not a group address.</summary>
internal sealed class MacTest : SelfTest
{
    private readonly DeviceIdentity _identity;

    internal MacTest(DeviceIdentity identity)
    {
        _identity = identity;
    }

    internal override string Name
    {
        get { return "mac"; }
    }

    internal override bool Run(out string detail)
    {
        detail = _identity.Mac;
        byte[] mac = Hex.Decode(_identity.Mac);
        int any = 0;
        int all = 0xFF;
        for (int i = 0; i < mac.Length; i++)
        {
            any |= mac[i];
            all &= mac[i];
        }
        bool group = (mac[0] & 1) != 0;
        return any != 0 && all != 0xFF && !group;
    }
}
