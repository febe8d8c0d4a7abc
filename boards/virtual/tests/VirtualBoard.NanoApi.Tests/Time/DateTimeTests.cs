extern alias nanoapi;

using DateTime = nanoapi::System.DateTime;

namespace VirtualBoard.NanoApi.Tests.Time;

public sealed class DateTimeTests
{
    [Fact]
    public void The_range_is_1601_to_3000_and_the_default_is_its_start()
    {
        Assert.Equal(new DateTime(1601, 1, 1), DateTime.MinValue);
        Assert.Equal(DateTime.MinValue, default);
        Assert.Equal(504_911_232_000_000_000, default(DateTime).Ticks);
        Assert.Equal(3000, DateTime.MaxValue.Year);
        Assert.Equal(31, DateTime.MaxValue.Day);
        Assert.Throws<ArgumentOutOfRangeException>(() => new DateTime(1600, 12, 31));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DateTime(3001, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DateTime(0L));
        Assert.Throws<ArgumentOutOfRangeException>(() => DateTime.MaxValue.AddTicks(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => DateTime.MinValue.AddDays(-1));
    }

    [Fact]
    public void Every_day_of_the_range_has_the_date_that_the_host_gives_it()
    {
        var host = new System.DateTime(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (var day = DateTime.MinValue; ; day = day.AddDays(1), host = host.AddDays(1))
        {
            var isSame = day.Year == host.Year && day.Month == host.Month && day.Day == host.Day &&
                day.DayOfWeek == host.DayOfWeek && day.DayOfYear == host.DayOfYear && day.Ticks == host.Ticks;
            Assert.True(isSame, $"{host:o}: {day}");
            if (day == DateTime.MaxValue.Date)
                break;
        }
    }

    [Fact]
    public void A_day_that_the_month_does_not_have_rolls_over_as_on_nanoCLR()
    {
        Assert.Equal(new DateTime(2023, 3, 2), new DateTime(2023, 2, 30));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DateTime(2023, 2, 32));
        Assert.Equal(new DateTime(2023, 1, 1, 0, 0, 1), new DateTime(2023, 1, 1, 0, 0, 0, 1000));
        Assert.Equal(29, DateTime.DaysInMonth(2024, 2));
        Assert.Equal(28, DateTime.DaysInMonth(2100, 2));
    }

    [Fact]
    public void Arithmetic_and_comparison_agree()
    {
        var noon = new DateTime(2026, 11, 23, 12, 34, 56, 789);
        Assert.Equal(789, noon.Millisecond);
        Assert.Equal(new TimeSpan(0, 12, 34, 56, 789), noon.TimeOfDay);
        Assert.Equal(TimeSpan.FromDays(1), noon.AddDays(1) - noon);
        Assert.Equal(noon, noon.AddHours(1.5).AddMinutes(-90));
        Assert.True(noon < noon.AddMilliseconds(1));
        Assert.True(noon.CompareTo(noon.AddTicks(1)) < 0);
        Assert.Equal(1, noon.CompareTo(null));
        Assert.Equal(noon.GetHashCode(), noon.AddDays(1).AddDays(-1).GetHashCode());
    }

    [Fact]
    public void Unix_seconds_go_both_ways_and_not_before_1970()
    {
        Assert.Equal(new DateTime(2001, 9, 9, 1, 46, 40), DateTime.FromUnixTimeSeconds(1_000_000_000));
        Assert.Equal(1_000_000_000, new DateTime(2001, 9, 9, 1, 46, 40, 900).ToUnixTimeSeconds());
        Assert.Equal(-1, new DateTime(1969, 12, 31, 23, 59, 59).ToUnixTimeSeconds());
        Assert.Throws<ArgumentOutOfRangeException>(() => DateTime.FromUnixTimeSeconds(-1));
    }

    [Theory]
    [InlineData(null, "11/03/2026 04:05:06")]
    [InlineData("d", "11/03/2026")]
    [InlineData("D", "Tuesday, 03 November 2026")]
    [InlineData("f", "Tuesday, 03 November 2026 04:05")]
    [InlineData("o", "2026-11-03T04:05:06.0070000Z")]
    [InlineData("r", "Tue, 03 Nov 2026 04:05:06 GMT")]
    [InlineData("s", "2026-11-03T04:05:06")]
    [InlineData("u", "2026-11-03 04:05:06Z")]
    [InlineData("y", "2026 November")]
    [InlineData("yyyy-MM-dd HH:mm:ss.fff", "2026-11-03 04:05:06.007")]
    [InlineData("h:m:s t", "4:5:6 A")]
    [InlineData("ddd d MMM yy 'o''clock' %y", "Tue 3 Nov 26 oclock 26")]
    [InlineData("\\d\"quoted\"", "dquoted")]
    public void Formats_are_those_of_nanoFramework(string? format, string expected) =>
        Assert.Equal(expected, new DateTime(2026, 11, 3, 4, 5, 6, 7).ToString(format));

    [Theory]
    [InlineData("Q")]
    [InlineData("'open")]
    [InlineData("dd%")]
    [InlineData("ffffffff")]
    public void Malformed_formats_are_argument_errors(string format) =>
        Assert.Throws<ArgumentException>(() => DateTime.UnixEpoch.ToString(format));

    [Theory]
    [InlineData("2026-11-03 04:05:06Z")]
    [InlineData("2026-11-03T04:05:06")]
    [InlineData("2026-11-03T04:05:06Z and more")]
    [InlineData("Tue, 03 Nov 2026 04:05:06 GMT")]
    public void Texts_of_four_formats_are_read(string text) => Assert.Equal(new DateTime(2026, 11, 3, 4, 5, 6), DateTime.Parse(text));

    [Fact]
    public void A_round_trip_text_keeps_the_ticks()
    {
        var time = new DateTime(2026, 11, 3, 4, 5, 6, 7).AddTicks(8);
        Assert.Equal(time, DateTime.Parse(time.ToString("o")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("11/03/2026")]
    [InlineData("2026-13-03T04:05:06")]
    [InlineData("0001-01-01T00:00:00")]
    public void Other_texts_are_not(string text)
    {
        Assert.False(DateTime.TryParse(text, out var time));
        Assert.Equal(default, time);
        Assert.Throws<FormatException>(() => DateTime.Parse(text));
    }
}
