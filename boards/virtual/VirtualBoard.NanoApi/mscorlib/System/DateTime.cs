using System.Globalization;
using VirtualBoard.NanoApi;
using VirtualBoard.NanoApi.Text;

namespace System;

/// <summary>Stands in for nanoFramework's moment in time: UTC only, from 1601 to the end of 3000, whose default is the first of them.</summary>
/// <remarks><see cref="UtcNow"/> is the board's clock, which starts at 1970 until firmware or SNTP sets it.</remarks>
public readonly struct DateTime
{
    public static readonly DateTime MinValue = new(OriginTicks);
    public static readonly DateTime MaxValue = new(LastTicks);
    public static readonly DateTime UnixEpoch = new(UnixEpochTicks);

    private const long OriginTicks = 504_911_232_000_000_000;
    private const long LastTicks = 946_708_127_999_999_999;
    private const long UnixEpochTicks = 621_355_968_000_000_000;
    private const long UnixEpochSeconds = UnixEpochTicks / TimeSpan.TicksPerSecond;

    // Since the origin, so that a field that was never set is the first moment, not a moment before it.
    private readonly long _ticks;

    public DateTime(long ticks)
    {
        if (ticks is < OriginTicks or > LastTicks)
            throw new ArgumentOutOfRangeException();
        _ticks = ticks - OriginTicks;
    }

    public DateTime(long ticks, DateTimeKind kind)
        : this(ticks)
    {
        if (kind != DateTimeKind.Utc)
            throw new ArgumentException();
    }

    public DateTime(int year, int month, int day)
        : this(year, month, day, 0, 0, 0)
    {
    }

    public DateTime(int year, int month, int day, int hour, int minute, int second)
        : this(year, month, day, hour, minute, second, 0)
    {
    }

    /// <summary>As on the device a day up to 31 is taken for every month; February 30th is March 1st or 2nd.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A part is out of range; 1,000 ms are not.</exception>
    public DateTime(int year, int month, int day, int hour, int minute, int second, int millisecond)
    {
        if (year is < 1601 or > 3000 || month is < 1 or > 12 || day is < 1 or > 31)
            throw new ArgumentOutOfRangeException();
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59 || millisecond is < 0 or > 1000)
            throw new ArgumentOutOfRangeException();
        var days = Calendar.DaysBefore(year, month) + day - 1;
        var time = new TimeSpan(days, hour, minute, second, millisecond);
        _ticks = time.Ticks;
    }

    public static DateTime UtcNow => new(Machine.Enter().Board.Clock.UtcNow.UtcTicks);

    public static DateTime Today => UtcNow.Date;

    public DateTime Date => new(Ticks - (Ticks % TimeSpan.TicksPerDay));

    public int Day => Calendar.DateOf(_ticks).Day;

    // The origin was a Monday.
    public DayOfWeek DayOfWeek => (DayOfWeek)(((_ticks / TimeSpan.TicksPerDay) + 1) % 7);

    public int DayOfYear => (int)(_ticks / TimeSpan.TicksPerDay) - Calendar.DaysBefore(Year, 1) + 1;

    public int Hour => TimeOfDay.Hours;

    public DateTimeKind Kind => DateTimeKind.Utc;

    public int Millisecond => TimeOfDay.Milliseconds;

    public int Minute => TimeOfDay.Minutes;

    public int Month => Calendar.DateOf(_ticks).Month;

    public int Second => TimeOfDay.Seconds;

    /// <summary>Units of 100 ns since the year 1, as on .NET.</summary>
    public long Ticks => _ticks + OriginTicks;

    public TimeSpan TimeOfDay => new(_ticks % TimeSpan.TicksPerDay);

    public int Year => Calendar.DateOf(_ticks).Year;

    public static DateTime operator +(DateTime d, TimeSpan t) => new(d.Ticks + t.Ticks);

    public static DateTime operator -(DateTime d, TimeSpan t) => new(d.Ticks - t.Ticks);

    public static TimeSpan operator -(DateTime d1, DateTime d2) => d1.Subtract(d2);

    public static bool operator ==(DateTime d1, DateTime d2) => d1._ticks == d2._ticks;

    public static bool operator !=(DateTime t1, DateTime t2) => t1._ticks != t2._ticks;

    public static bool operator <(DateTime t1, DateTime t2) => t1._ticks < t2._ticks;

    public static bool operator <=(DateTime t1, DateTime t2) => t1._ticks <= t2._ticks;

    public static bool operator >(DateTime t1, DateTime t2) => t1._ticks > t2._ticks;

    public static bool operator >=(DateTime t1, DateTime t2) => t1._ticks >= t2._ticks;

    public static int Compare(DateTime t1, DateTime t2) => t1._ticks.CompareTo(t2._ticks);

    public static int DaysInMonth(int year, int month) => Calendar.DaysInMonth(year, month);

    public static bool Equals(DateTime t1, DateTime t2) => t1 == t2;

    /// <exception cref="ArgumentOutOfRangeException">Before 1970 or after 3000.</exception>
    public static DateTime FromUnixTimeSeconds(long seconds)
    {
        if (seconds is < 0 or > (LastTicks / TimeSpan.TicksPerSecond) - UnixEpochSeconds)
            throw new ArgumentOutOfRangeException();
        return new DateTime((seconds * TimeSpan.TicksPerSecond) + UnixEpochTicks);
    }

    /// <summary>Reads the formats "u", "o", "s" and "r"; what follows is ignored, as on the device.</summary>
    /// <exception cref="ArgumentNullException">No text.</exception>
    /// <exception cref="FormatException">Of none of these formats.</exception>
    public static DateTime Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return DateTimeParser.TryParse(s, out var result) ? result : throw new FormatException();
    }

    public static bool TryParse(string s, out DateTime result) => DateTimeParser.TryParse(s, out result);

    public DateTime Add(TimeSpan val) => new(Ticks + val.Ticks);

    public DateTime AddDays(double val) => Add(val, TimeSpan.TicksPerDay);

    public DateTime AddHours(double val) => Add(val, TimeSpan.TicksPerHour);

    public DateTime AddMilliseconds(double val) => Add(val, TimeSpan.TicksPerMillisecond);

    public DateTime AddMinutes(double val) => Add(val, TimeSpan.TicksPerMinute);

    public DateTime AddSeconds(double val) => Add(val, TimeSpan.TicksPerSecond);

    public DateTime AddTicks(long val) => new(Ticks + val);

    public int CompareTo(object? val) => val is null ? 1 : Compare(this, (DateTime)val);

    public override bool Equals(object? obj) => obj is DateTime other && this == other;

    public override int GetHashCode() => (int)_ticks ^ ((int)(_ticks >> 32) | int.MinValue);

    public TimeSpan Subtract(DateTime val) => new(_ticks - val._ticks);

    public DateTime Subtract(TimeSpan val) => new(Ticks - val.Ticks);

    public long ToUnixTimeSeconds() => (Ticks / TimeSpan.TicksPerSecond) - UnixEpochSeconds;

    /// <summary>Format "G": <c>MM/dd/yyyy HH:mm:ss</c>.</summary>
    public override string ToString() => DateTimeText.Of(this, null);

    /// <exception cref="ArgumentException">No format of nanoFramework's.</exception>
    public string ToString(string? format) => DateTimeText.Of(this, format);

    private DateTime Add(double value, long scale) => new(Ticks + (long)((value * scale) + (value >= 0 ? 0.5 : -0.5)));
}
