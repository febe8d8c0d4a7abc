namespace AgentEmulator.Agents;

/// <summary>
/// Shares the agent's HTTP credits out among polls: each reserves its time in turn, some at once and then so many per second, so that
/// no number of tokens overruns the credits and none starves.
/// </summary>
/// <param name="burst">Polls that may be made at once; the rest of the 40 credits stays for other requests.</param>
/// <param name="perSecond">Polls per second in the long run; below the 2 credits that come back.</param>
internal sealed class PollBudget(int burst, double perSecond)
{
    private readonly TimeSpan _interval = TimeSpan.FromSeconds(1 / perSecond);
    private DateTimeOffset _reservedUpTo = DateTimeOffset.MinValue;

    /// <summary>Reserves the first free time from the wanted one on.</summary>
    public DateTimeOffset Reserve(DateTimeOffset wanted)
    {
        var from = _reservedUpTo > wanted ? _reservedUpTo : wanted;
        _reservedUpTo = from + _interval;
        var allowed = from - (_interval * (burst - 1));
        return allowed > wanted ? allowed : wanted;
    }
}
