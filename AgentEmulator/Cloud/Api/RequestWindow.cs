using System.Globalization;

namespace AgentEmulator.Cloud.Api;

/// <summary>Counts requests against a limit in fixed windows of emulator time.</summary>
internal sealed class RequestWindow(TimeProvider time)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _windowEnd;
    private long _used;

    /// <summary>Null when as many may go on; otherwise the seconds for Retry-After.</summary>
    public string? Refuse(RequestLimit? limit, int count = 1)
    {
        if (limit is null)
            return null;
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (now >= _windowEnd)
            {
                _windowEnd = now + limit.Window;
                _used = 0;
            }

            if (_used + count <= limit.Permits)
            {
                _used += count;
                return null;
            }

            var seconds = Math.Max(1, Math.Ceiling((_windowEnd - now).TotalSeconds));
            return seconds.ToString(CultureInfo.InvariantCulture);
        }
    }
}
