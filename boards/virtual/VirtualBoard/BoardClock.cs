namespace VirtualBoard;

/// <summary>The board's wall clock. It starts at 1970 with the power, survives resets, and is set by firmware or by SNTP.</summary>
public sealed class BoardClock
{
    private readonly Lab _lab;
    private DateTimeOffset _setTo = DateTimeOffset.UnixEpoch;
    private TimeSpan _setAt;

    internal BoardClock(Lab lab) => _lab = lab;

    /// <summary>What the board believes the time is.</summary>
    public DateTimeOffset UtcNow => _setTo + (_lab.Now - _setAt);

    /// <summary>Sets the clock.</summary>
    /// <param name="time">The new time.</param>
    public void Set(DateTimeOffset time) => (_setTo, _setAt) = (time.ToUniversalTime(), _lab.Now);

    internal void LosePower() => Set(DateTimeOffset.UnixEpoch);
}
