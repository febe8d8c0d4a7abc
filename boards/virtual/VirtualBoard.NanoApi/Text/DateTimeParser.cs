namespace VirtualBoard.NanoApi.Text;

/// <summary>Reads dates and times as nanoCLR's strptime does: four formats in turn, and no interest in what follows.</summary>
internal ref struct DateTimeParser
{
    private static readonly string[] Formats =
    [
        "%Y-%m-%d %H:%M:%SZ", "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S", "%a, %d %b %Y %H:%M:%S",
    ];

    private ReadOnlySpan<char> _rest;
    private int _year;
    private int _month;
    private int _day;
    private int _hour;
    private int _minute;
    private int _second;
    private int _ticks;

    public static bool TryParse(string? text, out DateTime time)
    {
        time = default;
        if (text is null)
            return false;
        foreach (var format in Formats)
        {
            var parser = new DateTimeParser { _rest = text };
            if (parser.Read(format))
                return parser.TryMake(out time);
        }

        return false;
    }

    private bool Read(string format)
    {
        for (var i = 0; i < format.Length; i++)
        {
            var read = format[i] switch
            {
                ' ' => SkipSpace(),
                '%' => Field(format[++i]),
                var literal => Literal(literal),
            };
            if (!read)
                return false;
        }

        return true;
    }

    private bool Field(char field) => field switch
    {
        'Y' => Number(0, 9999, out _year),
        'm' => Number(1, 12, out _month),
        'd' => Number(1, 31, out _day),
        'H' => Number(0, 23, out _hour),
        'M' => Number(0, 59, out _minute),
        'S' => Number(0, 59, out _second),
        'f' => Number(0, 9_999_999, out _ticks),
        'a' => Name(Names.DayAt(_rest), out _),
        'b' => Name(Names.MonthAt(_rest), out _month),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "No field of a format."),
    };

    private bool Name(int index, out int number)
    {
        number = index + 1;
        if (index < 0)
            return false;
        _rest = _rest[3..];
        return true;
    }

    /// <summary>Takes at most as many digits as the largest value has.</summary>
    private bool Number(int least, int most, out int value)
    {
        value = 0;
        if (_rest is not [>= '0' and <= '9', ..])
            return false;
        var room = most;
        do
        {
            value = (value * 10) + (_rest[0] - '0');
            _rest = _rest[1..];
            room /= 10;
        }
        while (value * 10L <= most && room > 0 && _rest is [>= '0' and <= '9', ..]);

        return value >= least && value <= most;
    }

    private bool Literal(char c)
    {
        if (_rest.IsEmpty || _rest[0] != c)
            return false;
        _rest = _rest[1..];
        return true;
    }

    private bool SkipSpace()
    {
        _rest = _rest.TrimStart();
        return true;
    }

    /// <summary>A year that the board cannot represent makes the text unreadable; the device would give another date.</summary>
    private readonly bool TryMake(out DateTime time)
    {
        time = default;
        if (_year is < 1601 or > 3000)
            return false;
        // The digits behind the point count as ticks, however few they are.
        time = new DateTime(_year, _month, _day, _hour, _minute, _second).AddTicks(_ticks);
        return true;
    }
}
