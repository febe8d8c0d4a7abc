namespace AgentEmulator.Cloud;

/// <summary>At most <paramref name="Permits"/> requests in any fixed window of <paramref name="Window"/>.</summary>
internal sealed record RequestLimit(int Permits, TimeSpan Window)
{
    /// <exception cref="ArgumentException">It is out of range.</exception>
    public void Validate(string name)
    {
        if (Permits < 0 || Window <= TimeSpan.Zero)
            throw new ArgumentException($"{name} needs permits >= 0 and a positive window");
    }
}
