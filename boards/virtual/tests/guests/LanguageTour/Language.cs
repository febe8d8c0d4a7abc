using System;
using System.Collections;
using System.IO;

namespace LanguageTour;

internal delegate void Told(string what);

internal sealed class Reading(int value)
{
    public int Value { get; init; } = value;

    public override string ToString() => $"reading {Value:X8}";
}

internal static class Strings
{
    public static bool IsBlank(this string text) => string.IsNullOrEmpty(text);
}

internal sealed class Language
{
    private static readonly Hashtable Table = new() { { "a", 1 }, { "b", 2 } };

    public event Told Heard;

    ~Language() => Console.WriteLine("finalized");

    public static void Show()
    {
        var said = 0;
        var language = new Language();
        language.Heard += text => Console.WriteLine($"{++said}: {text}");
        language.Heard?.Invoke("hello");

        foreach (DictionaryEntry entry in Table) Console.WriteLine(entry.Key + "=" + entry.Value);
        foreach (var item in new ArrayList { 1, "two", 3.0, null }) Console.WriteLine(Describe(item));
        foreach (var c in "abc") Console.WriteLine(c.ToString());

        int[] numbers = [1, 2, 3];
        ref var first = ref numbers[0];
        first = Sum() + Sum(4, 5) + Sum(numbers);

        SpanByte bytes = new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 };
        bytes[0] = 9;
        Console.WriteLine(bytes.Slice(1).Length.ToString());

        Console.WriteLine(Caught());
        Console.WriteLine(Code("POST").ToString() + new Reading(3) { Value = 4 } + "x".IsBlank());
        Console.WriteLine("""
            {"raw": true}
            """);

        static int Twice(int n) => n * 2;
        goto end;
    end:
        Console.WriteLine(Twice(21).ToString());
    }

    private static string Caught()
    {
        try
        {
            throw new IOException("gone", 1);
        }
        catch (IOException e) when (e.ErrorCode == IOException.IOExceptionErrorCode.FileNotFound)
        {
            return e.Message;
        }
        catch (Exception e)
        {
            return e.ToString();
        }
        finally
        {
            Console.WriteLine("finally");
        }
    }

    private static int Sum(params int[] values)
    {
        var sum = 0;
        foreach (var value in values) sum += value;
        return sum;
    }

    private static string Describe(object item) => item switch
    {
        null => "nothing",
        int n and > 0 => "positive " + n,
        string { Length: > 2 } text => text,
        string text => text + text,
        double d => d.ToString("F2"),
        _ => item.GetType().FullName,
    };

    // Seven cases and more: the compiler switches on a hash of the string.
    private static int Code(string verb)
    {
        switch (verb)
        {
            case "GET": return 1;
            case "PUT": return 2;
            case "POST": return 3;
            case "HEAD": return 4;
            case "PATCH": return 5;
            case "TRACE": return 6;
            case "DELETE": return 7;
            default: goto case "GET";
        }
    }
}
