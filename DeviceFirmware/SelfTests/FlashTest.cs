using System.IO;
using ImpDevice.Storage;

namespace DeviceFirmware.SelfTests;

/// <summary>Writes a pattern to the file system, reads it back, removes it.</summary>
internal sealed class FlashTest : SelfTest
{
    private const string Path = "I:\\selftest.bin";
    private const int Length = 4096;

    internal override string Name
    {
        get { return "flash"; }
    }

    internal override bool Run(out string detail)
    {
        byte[] pattern = Pattern();
        try
        {
            File.WriteAllBytes(Path, pattern);
            uint expected = Crc32.Compute(pattern, 0, pattern.Length);
            byte[] back = ReadBack();
            uint found = Crc32.Compute(back, 0, back.Length);
            detail = Length.ToString() + " bytes, crc " + found.ToString("X8");
            return found == expected;
        }
        finally
        {
            File.Delete(Path);
        }
    }

    private static byte[] Pattern()
    {
        byte[] bytes = new byte[Length];
        uint state = 0x2545F491;
        for (int i = 0; i < Length; i++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            bytes[i] = (byte)state;
        }
        return bytes;
    }

    private static byte[] ReadBack()
    {
        byte[] bytes = new byte[Length];
        using (FileStream stream = new FileStream(Path, FileMode.Open, FileAccess.Read))
        {
            int have = 0;
            while (have < Length)
            {
                int read = stream.Read(bytes, have, Length - have);
                if (read <= 0) throw new IOException("ends after " + have.ToString() + " bytes");
                have += read;
            }
        }
        return bytes;
    }
}
