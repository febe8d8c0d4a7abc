using System.Text;

namespace ImpDevice.Text;

/// <summary>Bytes to lower-case hex and back.</summary>
public static class Hex
{
    /// <summary>Two lower-case digits for each byte.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The text, twice as long.</returns>
    public static string Encode(byte[] bytes)
    {
        byte[] text = new byte[bytes.Length * 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            text[2 * i] = Character(bytes[i] >> 4);
            text[(2 * i) + 1] = Character(bytes[i] & 15);
        }
        return text.Length == 0 ? "" : Encoding.UTF8.GetString(text, 0, text.Length);
    }

    /// <summary>Reads hex text in either case.</summary>
    /// <param name="text">Hex digits and nothing else.</param>
    /// <returns>The bytes, or null when the text is null, odd in length or not hex.</returns>
    public static byte[] Decode(string text)
    {
        if (text == null) return null;
        byte[] digits = Encoding.UTF8.GetBytes(text);
        if (digits.Length % 2 != 0) return null;
        byte[] bytes = new byte[digits.Length / 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            int high = Digit(digits[2 * i]);
            int low = Digit(digits[(2 * i) + 1]);
            if (high < 0 || low < 0) return null;
            bytes[i] = (byte)((high << 4) | low);
        }
        return bytes;
    }

    /// <summary>Value of a hex digit in ASCII, or -1.</summary>
    internal static int Digit(byte character)
    {
        if (character >= (byte)'0' && character <= (byte)'9') return character - (byte)'0';
        if (character >= (byte)'a' && character <= (byte)'f') return character - (byte)'a' + 10;
        if (character >= (byte)'A' && character <= (byte)'F') return character - (byte)'A' + 10;
        return -1;
    }

    private static byte Character(int digit)
    {
        return (byte)(digit < 10 ? '0' + digit : 'a' + digit - 10);
    }
}
