using System.Text;
using nanoFramework.TestFramework;

namespace HardwareTests.Support;

/// <summary>Bytes to and from text in tests.</summary>
internal static class Bytes
{
    internal static byte[] Of(string text)
    {
        return Encoding.UTF8.GetBytes(text);
    }

    internal static string Text(byte[] bytes)
    {
        return bytes.Length == 0 ? "" : Encoding.UTF8.GetString(bytes, 0, bytes.Length);
    }

    /// <summary>A pattern that differs from position to position.</summary>
    internal static byte[] Pattern(int length)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) bytes[i] = (byte)((i * 31) + (i >> 8) + 7);
        return bytes;
    }

    internal static void AssertEqual(byte[] expected, byte[] actual)
    {
        Assert.IsNotNull(actual);
        Assert.AreEqual(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            if (expected[i] != actual[i]) Assert.AreEqual(expected[i], actual[i], "byte " + i.ToString());
    }
}
