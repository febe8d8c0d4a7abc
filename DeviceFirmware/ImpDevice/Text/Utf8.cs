namespace ImpDevice.Text;

/// <summary>UTF-8 by hand: nanoFramework strings are UTF-8 inside, so indexing their characters walks them from the start.</summary>
internal static class Utf8
{
    /// <summary>Length of the well-formed sequence that starts at <paramref name="at"/>, or 0 when it is not one.</summary>
    internal static int SequenceLength(byte[] bytes, int at, int end)
    {
        int first = bytes[at];
        if (first < 0x80) return 1;
        if (first >= 0xC2 && first <= 0xDF) return Continues(bytes, at + 1, end, 1) ? 2 : 0;
        if (first >= 0xE0 && first <= 0xEF)
        {
            if (!Continues(bytes, at + 1, end, 2)) return 0;
            bool overlong = first == 0xE0 && bytes[at + 1] < 0xA0;
            bool surrogate = first == 0xED && bytes[at + 1] > 0x9F;
            return overlong || surrogate ? 0 : 3;
        }
        if (first >= 0xF0 && first <= 0xF4)
        {
            if (!Continues(bytes, at + 1, end, 3)) return 0;
            bool overlong = first == 0xF0 && bytes[at + 1] < 0x90;
            bool beyond = first == 0xF4 && bytes[at + 1] > 0x8F;
            return overlong || beyond ? 0 : 4;
        }
        return 0;
    }

    private static bool Continues(byte[] bytes, int at, int end, int count)
    {
        if (at + count > end) return false;
        for (int i = 0; i < count; i++)
            if ((bytes[at + i] & 0xC0) != 0x80) return false;
        return true;
    }
}
