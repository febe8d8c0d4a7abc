namespace VirtualBoard.NanoApi.Text;

/// <summary>Searches in strings with nanoCLR's native rules for where a search may begin and how far it may go.</summary>
internal static class StringSearch
{
    public static int Forward(string text, ReadOnlySpan<char> anyOf, int? start = null, int? count = null)
    {
        if (text.Length == 0)
            return -1;
        var (from, length) = Range(text, start, count, 1);
        for (var i = 0; i < length; i++)
        {
            if (from + i < text.Length && anyOf.Contains(text[from + i]))
                return from + i;
        }

        return -1;
    }

    public static int Forward(string text, char[] anyOf, int? start = null, int? count = null) =>
        Forward(text, (ReadOnlySpan<char>)(anyOf ?? throw new NullReferenceException()), start, count);

    public static int Forward(string text, string value, int? start = null, int? count = null)
    {
        if (value is null)
            throw new NullReferenceException();
        if (text.Length == 0)
            return -1;
        var (from, length) = Range(text, start, count, value.Length);
        for (var i = 0; i < length; i++)
        {
            if (string.CompareOrdinal(text, from + i, value, 0, value.Length) == 0)
                return from + i;
        }

        return -1;
    }

    public static int Backward(string text, ReadOnlySpan<char> anyOf, int? start = null, int? count = null)
    {
        if (text.Length == 0)
            return -1;
        var from = Start(text, start ?? text.Length - 1);
        var length = count ?? from + 1;
        if (length > from + 1)
            return -1;
        for (var i = from; i > from - length; i--)
        {
            if (i < text.Length && anyOf.Contains(text[i]))
                return i;
        }

        return -1;
    }

    public static int Backward(string text, char[] anyOf, int? start = null, int? count = null) =>
        Backward(text, (ReadOnlySpan<char>)(anyOf ?? throw new NullReferenceException()), start, count);

    public static int Backward(string text, string value, int? start = null, int? count = null)
    {
        if (value is null)
            throw new NullReferenceException();
        if (text.Length == 0)
            return -1;
        var from = Start(text, start ?? text.Length - 1) - (value.Length - 1);
        var length = count ?? from + 1;
        if (from < 0 || from > text.Length || length > from + 1)
            return -1;
        for (var i = from; i > from - length; i--)
        {
            if (string.CompareOrdinal(text, i, value, 0, value.Length) == 0)
                return i;
        }

        return -1;
    }

    private static (int From, int Length) Range(string text, int? start, int? count, int searched)
    {
        var from = Start(text, start ?? 0);
        // An empty text to search for makes this one too many, and the device refuses it like any other.
        var length = (count ?? text.Length - from) - (searched - 1);
        if (from + length > text.Length)
            throw new ArgumentOutOfRangeException();
        return (from, length);
    }

    private static int Start(string text, int start) =>
        start >= 0 && start <= text.Length ? start : throw new ArgumentOutOfRangeException();
}
