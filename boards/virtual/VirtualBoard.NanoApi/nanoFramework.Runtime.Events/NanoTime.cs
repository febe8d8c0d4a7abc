namespace VirtualBoard.NanoApi;

/// <summary>Makes nanoFramework's time stamps, whose ticks count from 1601.</summary>
internal static class NanoTime
{
    private static readonly DateTimeOffset Epoch = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static DateTime From(DateTimeOffset time) => new((time - Epoch).Ticks);
}
