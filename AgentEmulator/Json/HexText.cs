namespace AgentEmulator.Json;

/// <summary>Fixed-length lower-case hexadecimal text, the form of every id on the wire.</summary>
internal static class HexText
{
    public static bool IsHex16(string text) => IsHex(text, 16);

    public static bool IsHex(string text, int length)
    {
        if (text.Length != length)
            return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigitLower(c))
                return false;
        }

        return true;
    }
}
