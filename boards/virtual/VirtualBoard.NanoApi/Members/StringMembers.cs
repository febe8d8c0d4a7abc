using System.Collections;
using System.Text;
using VirtualBoard.NanoApi.Text;

namespace VirtualBoard.NanoApi.Members;

/// <summary>Members of <see cref="string"/> that compare ordinally, know ASCII case only, or fail differently on the board.</summary>
[NanoMembersOf(typeof(string))]
public static class StringMembers
{
    /// <summary>What nanoCLR takes for white space.</summary>
    private static readonly char[] WhiteSpace =
        "\t\n\v\f\r \u00A0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u200B\u3000\uFEFF".ToCharArray();

    /// <exception cref="ArgumentOutOfRangeException">The index is not in the string.</exception>
    /// <summary>The one object for a text. Which texts a boot has asked for is its own affair.</summary>
    public static string Intern(string str)
    {
        InternedTexts.OfBoot().Add(str ?? throw new ArgumentNullException());
        return string.Intern(str);
    }

    /// <summary>The one object for a text that the boot has interned; null for others, also for literals.</summary>
    public static string? IsInterned(string str) =>
        InternedTexts.OfBoot().Contains(str ?? throw new ArgumentNullException()) ? string.Intern(str) : null;

    public static char get_Chars(string self, int index) =>
        (uint)index < (uint)self.Length ? self[index] : throw new ArgumentOutOfRangeException();

    public static IEnumerator GetEnumerator(string self) => self.ToCharArray().GetEnumerator();

    public static string Format(string format, params object?[] args) => CompositeText.Format(format, args);

    public static string Concat(object? arg0) => Text(arg0);

    public static string Concat(object? arg0, object? arg1) => Text(arg0) + Text(arg1);

    public static string Concat(object? arg0, object? arg1, object? arg2) => Text(arg0) + Text(arg1) + Text(arg2);

    public static string Concat(params object?[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var text = new StringBuilder();
        foreach (var arg in args)
            text.Append(Text(arg));
        return text.ToString();
    }

    public static int Compare(string? strA, string? strB) => Math.Sign(string.CompareOrdinal(strA, strB));

    public static int CompareTo(string self, string? strB) => Compare(self, strB);

    public static int CompareTo(string self, object? value) => Compare(self, (string?)value);

    public static bool Contains(string self, string value) => value == string.Empty || IndexOf(self, value) >= 0;

    public static bool StartsWith(string self, string value) => self.StartsWith(value, StringComparison.Ordinal);

    public static bool EndsWith(string self, string value) => self.EndsWith(value, StringComparison.Ordinal);

    public static string ToLower(string self) => Cased(self, static c => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c);

    public static string ToUpper(string self) => Cased(self, static c => char.IsAsciiLetterLower(c) ? (char)(c & ~0x20) : c);

    public static string Trim(string self) => self.Trim(WhiteSpace);

    public static string Trim(string self, params char[]? trimChars) => self.Trim(OrWhiteSpace(trimChars));

    public static string TrimStart(string self, params char[]? trimChars) => self.TrimStart(OrWhiteSpace(trimChars));

    public static string TrimEnd(string self, params char[]? trimChars) => self.TrimEnd(OrWhiteSpace(trimChars));

    public static string[] Split(string self, params char[]? separator) => self.Split(OrWhiteSpace(separator));

    public static string[] Split(string self, char[]? separator, int count) => self.Split(OrWhiteSpace(separator), count);

    public static int IndexOf(string self, char value) => StringSearch.Forward(self, [value]);

    public static int IndexOf(string self, char value, int startIndex) => StringSearch.Forward(self, [value], startIndex);

    public static int IndexOf(string self, char value, int startIndex, int count) => StringSearch.Forward(self, [value], startIndex, count);

    public static int IndexOfAny(string self, char[] anyOf) => StringSearch.Forward(self, anyOf);

    public static int IndexOfAny(string self, char[] anyOf, int startIndex) => StringSearch.Forward(self, anyOf, startIndex);

    public static int IndexOfAny(string self, char[] anyOf, int startIndex, int count) => StringSearch.Forward(self, anyOf, startIndex, count);

    public static int IndexOf(string self, string value) => StringSearch.Forward(self, value);

    public static int IndexOf(string self, string value, int startIndex) => StringSearch.Forward(self, value, startIndex);

    public static int IndexOf(string self, string value, int startIndex, int count) => StringSearch.Forward(self, value, startIndex, count);

    public static int LastIndexOf(string self, char value) => StringSearch.Backward(self, [value]);

    public static int LastIndexOf(string self, char value, int startIndex) => StringSearch.Backward(self, [value], startIndex);

    public static int LastIndexOf(string self, char value, int startIndex, int count) => StringSearch.Backward(self, [value], startIndex, count);

    public static int LastIndexOfAny(string self, char[] anyOf) => StringSearch.Backward(self, anyOf);

    public static int LastIndexOfAny(string self, char[] anyOf, int startIndex) => StringSearch.Backward(self, anyOf, startIndex);

    public static int LastIndexOfAny(string self, char[] anyOf, int startIndex, int count) => StringSearch.Backward(self, anyOf, startIndex, count);

    public static int LastIndexOf(string self, string value) => StringSearch.Backward(self, value);

    public static int LastIndexOf(string self, string value, int startIndex) => StringSearch.Backward(self, value, startIndex);

    public static int LastIndexOf(string self, string value, int startIndex, int count) => StringSearch.Backward(self, value, startIndex, count);

    private static string Text(object? value) => value is null ? string.Empty : ObjectText.Of(value) ?? string.Empty;

    private static string Cased(string text, Converter<char, char> convert) => new(Array.ConvertAll(text.ToCharArray(), convert));

    private static char[] OrWhiteSpace(char[]? chars) => chars is { Length: > 0 } ? chars : WhiteSpace;
}

/// <summary>The texts that a boot has interned.</summary>
internal static class InternedTexts
{
    public static HashSet<string> OfBoot() => Machine.Enter().Get(static _ => new HashSet<string>(StringComparer.Ordinal));
}
