namespace VirtualBoard.NanoApi.Members;

/// <summary>Members of <see cref="TimeSpan"/> that compute. They wrap around where .NET throws.</summary>
[NanoMembersOf(typeof(TimeSpan))]
public static class TimeSpanMembers
{
    public static TimeSpan FromMilliseconds(long value) => new(unchecked(value * TimeSpan.TicksPerMillisecond));

    public static TimeSpan FromSeconds(long value) => new(unchecked(value * TimeSpan.TicksPerSecond));

    public static TimeSpan FromMinutes(long value) => new(unchecked(value * TimeSpan.TicksPerMinute));

    public static TimeSpan FromHours(long value) => new(unchecked(value * TimeSpan.TicksPerHour));

    public static TimeSpan FromDays(long value) => new(unchecked(value * TimeSpan.TicksPerDay));

    public static TimeSpan Add(ref TimeSpan self, TimeSpan ts) => new(unchecked(self.Ticks + ts.Ticks));

    public static TimeSpan Subtract(ref TimeSpan self, TimeSpan ts) => new(unchecked(self.Ticks - ts.Ticks));

    public static TimeSpan Negate(ref TimeSpan self) => new(unchecked(-self.Ticks));

    public static TimeSpan Duration(ref TimeSpan self) => new(unchecked(self.Ticks >= 0 ? self.Ticks : -self.Ticks));

    public static TimeSpan op_Addition(TimeSpan t1, TimeSpan t2) => new(unchecked(t1.Ticks + t2.Ticks));

    public static TimeSpan op_Subtraction(TimeSpan t1, TimeSpan t2) => new(unchecked(t1.Ticks - t2.Ticks));

    public static TimeSpan op_UnaryNegation(TimeSpan t) => new(unchecked(-t.Ticks));
}
