namespace AgentEmulator.Cloud;

/// <summary>
/// Faults that can be switched while the services run; all off at first. Thread-safe.
/// </summary>
internal sealed class FactoryFaults
{
    private readonly Lock _gate = new();
    private int _enrollFailures;
    private int _enrollFailureStatus;
    private int _gatewayFailures;
    private int _webhookLosses;
    private TimeSpan _cloudLatency;
    private TimeSpan? _tokenLifetime;
    private string? _refuseBlessing;
    private RequestLimit? _enrollLimit;

    /// <summary>Delay before every answer of the impCloud API. The default is zero.</summary>
    public TimeSpan CloudLatency
    {
        get { lock (_gate) return _cloudLatency; }
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            lock (_gate) _cloudLatency = value;
        }
    }

    /// <summary>Replaces <see cref="CloudOptions.TokenLifetime"/> for tokens issued from now on; null restores it.</summary>
    public TimeSpan? TokenLifetime
    {
        get { lock (_gate) return _tokenLifetime; }
        set { lock (_gate) _tokenLifetime = value; }
    }

    /// <summary>When set, no device is blessed; the text is the message it gets with reason bless-refused.</summary>
    public string? RefuseBlessing
    {
        get { lock (_gate) return _refuseBlessing; }
        set { lock (_gate) _refuseBlessing = value; }
    }

    /// <summary>When set, token requests above the limit are answered 429 with Retry-After.</summary>
    public RequestLimit? EnrollLimit
    {
        get { lock (_gate) return _enrollLimit; }
        set
        {
            value?.Validate(nameof(EnrollLimit));
            lock (_gate) _enrollLimit = value;
        }
    }

    /// <summary>The next <paramref name="count"/> token requests fail with <paramref name="status"/> (400-599).</summary>
    public void FailEnroll(int count, int status = StatusCodes.Status503ServiceUnavailable)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        lock (_gate)
        {
            _enrollFailures = count;
            _enrollFailureStatus = status;
        }
    }

    /// <summary>The next <paramref name="count"/> genuine requests at the device gateway are answered 503 and have no effect.</summary>
    public void FailGateway(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        lock (_gate) _gatewayFailures = count;
    }

    /// <summary>The next <paramref name="count"/> calls of webhooks get lost on their way, as if nobody answered.</summary>
    public void LoseWebhooks(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        lock (_gate) _webhookLosses = count;
    }

    internal bool TakeWebhookLoss()
    {
        lock (_gate)
        {
            if (_webhookLosses == 0)
                return false;
            _webhookLosses--;
            return true;
        }
    }

    /// <summary>Uses up one failure: its status, or null when token requests work.</summary>
    internal int? TakeEnrollFailure()
    {
        lock (_gate)
        {
            if (_enrollFailures == 0)
                return null;
            _enrollFailures--;
            return _enrollFailureStatus;
        }
    }

    internal bool TakeGatewayFailure()
    {
        lock (_gate)
        {
            if (_gatewayFailures == 0)
                return false;
            _gatewayFailures--;
            return true;
        }
    }
}
