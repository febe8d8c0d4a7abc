using System.Text;

namespace System.Web;

/// <summary>Stands in for nanoFramework's URL encoding: upper-case digits, a plus for a space. The same on hardware.</summary>
public class HttpUtility
{
    public static string UrlEncode(string? str) => UrlEncode(str, Encoding.UTF8);

    public static string UrlEncode(string? str, Encoding e) =>
        string.IsNullOrEmpty(str) ? "" : e.GetString(UrlEncodeToBytes(str, e)!);

    public static string UrlEncode(byte[] bytes, int offset, int count) => Encoding.UTF8.GetString(UrlEncodeToBytes(bytes, offset, count));

    public static string UrlEncode(byte[] bytes) => UrlEncode(bytes, 0, bytes.Length);

    public static byte[]? UrlEncodeToBytes(string? str, Encoding e) => str is null ? null : UrlEncodeToBytes(e.GetBytes(str));

    public static byte[] UrlEncodeToBytes(byte[] bytes) => UrlEncodeToBytes(bytes, 0, bytes.Length);

    public static byte[] UrlEncodeToBytes(byte[] bytes, int offset, int count)
    {
        var encoded = new List<byte>(count);
        foreach (var b in bytes.AsSpan(offset, count))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || (char)b is '~' or '-' or '.' or '_')
                encoded.Add(b);
            else if (b == ' ')
                encoded.Add((byte)'+');
            else
                encoded.AddRange([(byte)'%', (byte)"0123456789ABCDEF"[b >> 4], (byte)"0123456789ABCDEF"[b & 15]]);
        }

        return [.. encoded];
    }

    public static string UrlDecode(string? str) => UrlDecode(str, Encoding.UTF8);

    public static string UrlDecode(string? str, Encoding e) => string.IsNullOrEmpty(str) ? "" : e.GetString(UrlDecodeToBytes(str, e));

    public static string UrlDecode(byte[] bytes, int offset, int count, Encoding e) => e.GetString(UrlDecodeToBytes(bytes, offset, count));

    public static string UrlDecode(byte[] bytes, Encoding e) => UrlDecode(bytes, 0, bytes.Length, e);

    public static byte[] UrlDecodeToBytes(byte[] bytes, int offset, int count)
    {
        var decoded = new List<byte>(count);
        var part = bytes.AsSpan(offset, count);
        for (var i = 0; i < part.Length; i++)
        {
            var high = i < part.Length - 2 && part[i] == '%' ? HexToInt((char)part[i + 1]) : -1;
            var low = high < 0 ? -1 : HexToInt((char)part[i + 2]);
            if (low >= 0)
            {
                decoded.Add((byte)((high << 4) | low));
                i += 2;
            }
            else
            {
                decoded.Add(part[i] == '+' ? (byte)' ' : part[i]);
            }
        }

        return [.. decoded];
    }

    public static byte[] UrlDecodeToBytes(string str, Encoding e) => UrlDecodeToBytes(e.GetBytes(str));

    public static byte[] UrlDecodeToBytes(string str) => UrlDecodeToBytes(str, Encoding.UTF8);

    public static byte[] UrlDecodeToBytes(byte[] bytes) => UrlDecodeToBytes(bytes, 0, bytes.Length);

    public static int HexToInt(char h) => char.IsAsciiHexDigit(h) ? Convert.ToInt32(h.ToString(), 16) : -1;
}
