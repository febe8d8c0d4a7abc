namespace VirtualBoard.NanoApi.Members;

/// <summary>Members of <see cref="TimeSpan"/> that only nanoFramework has. They wrap around where .NET throws.</summary>
[NanoMembersOf(typeof(TimeSpan))]
public static class TimeSpanMembers
{
    public static TimeSpan FromHours(long value) => new(unchecked(value * TimeSpan.TicksPerHour));

    public static TimeSpan FromDays(long value) => new(unchecked(value * TimeSpan.TicksPerDay));
}
