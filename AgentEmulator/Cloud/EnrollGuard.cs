using System.Globalization;

namespace AgentEmulator.Cloud;

/// <summary>Counts token requests against <see cref="FactoryFaults.EnrollLimit"/> in fixed windows of emulator time.</summary>
internal sealed class EnrollGuard(FactoryFaults faults, TimeProvider time)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _windowEnd;
    private int _used;

    /// <summary>Null when the request may go on; otherwise the seconds for Retry-After.</summary>
    public string? Refuse()
    {
        if (faults.EnrollLimit is not { } limit)
            return null;
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (now >= _windowEnd)
            {
                _windowEnd = now + limit.Window;
                _used = 0;
            }

            if (_used < limit.Permits)
            {
                _used++;
                return null;
            }

            var seconds = Math.Max(1, Math.Ceiling((_windowEnd - now).TotalSeconds));
            return seconds.ToString(CultureInfo.InvariantCulture);
        }
    }
}
