namespace AgentEmulator.Agents;

/// <summary>
/// The impCloud's limit on an agent's HTTP requests: 40 credits, one for each request, of which 2 come back per second. So 40
/// requests can be made at once and 120 in the first minute. Credits belong to the agent's instance.
/// </summary>
internal sealed class HttpCredits(TimeProvider time)
{
    public const int Most = 40;
    public const int PerSecond = 2;

    private static readonly TimeSpan OneCredit = TimeSpan.FromSeconds(1.0 / PerSecond);

    private readonly Lock _gate = new();

    /// <summary>When all credits will be back if no more are taken.</summary>
    private DateTimeOffset _fullAt = DateTimeOffset.MinValue;

    /// <summary>False when there is none left.</summary>
    public bool TryTake()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var from = _fullAt > now ? _fullAt : now;
            if (from + OneCredit - now > OneCredit * Most)
                return false;
            _fullAt = from + OneCredit;
            return true;
        }
    }
}
