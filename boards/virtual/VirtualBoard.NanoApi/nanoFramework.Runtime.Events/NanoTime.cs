namespace VirtualBoard.NanoApi;

/// <summary>Makes the time stamps that firmware sees.</summary>
internal static class NanoTime
{
    public static DateTime From(DateTimeOffset time) => new(time.UtcTicks);
}
