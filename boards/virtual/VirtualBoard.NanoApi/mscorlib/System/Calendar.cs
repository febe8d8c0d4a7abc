namespace System;

/// <summary>The Gregorian calendar from 1601 on, by days since then.</summary>
internal static class Calendar
{
    private const int FirstYear = 1601;

    private static readonly int[] DaysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

    /// <summary>A date.</summary>
    public readonly record struct Date(int Year, int Month, int Day);

    /// <summary>Days from the origin to the first of a month.</summary>
    public static int DaysBefore(int year, int month)
    {
        var years = year - FirstYear;
        return (years * 365) + (years / 4) - (years / 100) + (years / 400) + DaysInYearBefore(year, month);
    }

    /// <exception cref="ArgumentOutOfRangeException">Not 1601 to 3000, or no month.</exception>
    public static int DaysInMonth(int year, int month)
    {
        if (year is < FirstYear or > 3000 || month is < 1 or > 12)
            throw new ArgumentOutOfRangeException();
        return month == 2 && IsLeap(year) ? 29 : DaysBeforeMonth[month] - DaysBeforeMonth[month - 1];
    }

    public static Date DateOf(long ticks)
    {
        var days = (int)(ticks / TimeSpan.TicksPerDay);
        // The estimate is at most one year off, because leap days make a year longer on average than 365 days.
        var year = FirstYear + (int)(days / 365.2425);
        if (DaysBefore(year, 1) > days)
            year--;
        else if (DaysBefore(year + 1, 1) <= days)
            year++;
        var ofYear = days - DaysBefore(year, 1);
        var month = 12;
        while (DaysInYearBefore(year, month) > ofYear)
            month--;
        return new Date(year, month, ofYear - DaysInYearBefore(year, month) + 1);
    }

    private static int DaysInYearBefore(int year, int month) => DaysBeforeMonth[month - 1] + (month > 2 && IsLeap(year) ? 1 : 0);

    private static bool IsLeap(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}
