using System.Globalization;
using System.Text;

namespace VirtualBoard.Testing.Discovery;

/// <summary>Arguments of a data row as they would be written in C#.</summary>
internal static class ArgumentText
{
    private const int Longest = 60;

    public static string Of(IReadOnlyList<object?> row) => string.Join(", ", row.Select(Of));

    private static string Of(object? value) => value switch
    {
        null => "null",
        bool b => b ? "true" : "false",
        string s => Quote(s, '"'),
        char c => Quote(c.ToString(), '\''),
        IReadOnlyList<object?> items => $"[{Of(items)}]",
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Quote(string text, char quote)
    {
        var result = new StringBuilder().Append(quote);
        foreach (var c in text.Length <= Longest ? text : text[..Longest])
        {
            _ = c switch
            {
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                '\\' => result.Append("\\\\"),
                _ when c == quote => result.Append('\\').Append(c),
                _ when char.IsControl(c) || char.IsSurrogate(c) => result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => result.Append(c),
            };
        }

        return result.Append(text.Length <= Longest ? "" : "…").Append(quote).ToString();
    }
}
