extern alias host;

using System.Globalization;
using System.Text;

namespace VirtualBoard.NanoApi.Text;

/// <summary>Fills in <c>{index,alignment:format}</c> as nanoFramework's <c>String.Format</c> does, errors included.</summary>
internal sealed class CompositeText(string format, object?[] args)
{
    private readonly StringBuilder _output = new();
    private int _at;

    /// <exception cref="ArgumentException">The format is malformed.</exception>
    /// <exception cref="IndexOutOfRangeException">It names an argument that is not there.</exception>
    public static string Format(string format, object?[] args)
    {
        // The device finds out by asking for the length.
        if (format is null)
            throw new NullReferenceException();
        return new CompositeText(format, args).Run();
    }

    private string Run()
    {
        for (; _at < format.Length; _at++)
        {
            var c = format[_at];
            if (c is not ('{' or '}'))
                _output.Append(c);
            else if (_at + 1 < format.Length && format[_at + 1] == c)
                _output.Append(format[_at++]);
            else if (c == '{')
                Item();
            else
                throw Error("no closed brace");
        }

        return _output.ToString();
    }

    private void Item()
    {
        _at++;
        var index = Number("{}", negativeToo: false);
        var alignment = 0;
        if (Next() == ',')
        {
            _at++;
            alignment = Number("alignment", negativeToo: true);
        }

        var spec = string.Empty;
        if (Next() == ':')
        {
            var end = format.IndexOf('}', ++_at);
            spec = end < 0 ? format[_at..] : format[_at..end];
            _at += spec.Length;
            if (spec.Length == 0)
                throw Error("empty format after ':'");
        }

        if (Next() != '}')
            throw Error("no closed brace");
        var text = Argument(index, spec);
        _output.Append(alignment < 0 ? text.PadRight(-alignment) : text.PadLeft(alignment));
    }

    private string Argument(int index, string spec)
    {
        if (args is null)
            throw new NullReferenceException();
        var value = args[index];
        if (value is null)
            return string.Empty;
        return spec.Length > 0 ? ObjectText.Of(value, spec) : ObjectText.Of(value) ?? string.Empty;
    }

    private int Number(string what, bool negativeToo)
    {
        var from = _at;
        if (negativeToo && Next() == '-')
            _at++;
        while (Next() is >= '0' and <= '9')
            _at++;
        if (Next() is not (null or ',' or ':' or '}'))
            throw Error($"wrong symbol at {what}");
        var digits = format.AsSpan(from, _at - from);
        if (digits is "" or "-")
            throw Error($"empty {what}");
        return int.TryParse(digits, host::System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : throw new ArgumentOutOfRangeException();
    }

    private char? Next() => _at < format.Length ? format[_at] : null;

    private ArgumentException Error(string what) => new($"Format error: {what}, column {_at}");
}
