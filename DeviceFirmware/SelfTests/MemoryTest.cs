namespace DeviceFirmware.SelfTests;

/// <summary>Patterns in a piece of the managed heap: alternating bits both ways, then each cell's own address.</summary>
internal sealed class MemoryTest : SelfTest
{
    private const int Length = 8192;

    internal override string Name
    {
        get { return "memory"; }
    }

    internal override bool Run(out string detail)
    {
        byte[] block = new byte[Length];
        bool passed = Holds(block, 0x55, 0) && Holds(block, 0xAA, 0) && Holds(block, 0, 1);
        detail = Length.ToString() + " bytes";
        return passed;
    }

    private static bool Holds(byte[] block, int first, int step)
    {
        for (int i = 0; i < Length; i++) block[i] = Expected(i, first, step);
        for (int i = 0; i < Length; i++)
            if (block[i] != Expected(i, first, step)) return false;
        return true;
    }

    private static byte Expected(int index, int first, int step)
    {
        // The upper half of the index is mixed in, so that a stuck address line above the lowest eight shows too.
        return (byte)(first + (step * (index ^ (index >> 8))));
    }
}
