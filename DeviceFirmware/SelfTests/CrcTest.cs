using System.Text;
using ImpDevice.Storage;

namespace DeviceFirmware.SelfTests;

/// <summary>The published check value of CRC-32: computing works at all, and the image is not damaged there.</summary>
internal sealed class CrcTest : SelfTest
{
    private const uint CheckValue = 0xCBF43926;

    internal override string Name
    {
        get { return "crc"; }
    }

    internal override bool Run(out string detail)
    {
        byte[] text = Encoding.UTF8.GetBytes("123456789");
        uint crc = Crc32.Compute(text, 0, text.Length);
        detail = crc.ToString("X8");
        return crc == CheckValue;
    }
}
