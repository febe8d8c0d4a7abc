namespace ImpDevice.Link;

/// <summary>Numbers of messages from the gateway: each is taken once and in order.</summary>
internal sealed class IncomingGate
{
    private long _last;

    /// <summary>Number of the last message taken; what a poll acknowledges.</summary>
    internal long Last
    {
        get { return _last; }
    }

    /// <summary>A session has begun. When it is not the old one resumed, numbering starts again.</summary>
    internal void StartSession(bool resumed)
    {
        if (!resumed) _last = 0;
    }

    /// <summary>Taken before: a repetition, to be ignored.</summary>
    internal bool IsRepeated(long number)
    {
        return number <= _last;
    }

    /// <summary>The one after the last; anything later leaves a gap and must wait for a repetition.</summary>
    internal bool IsNext(long number)
    {
        return number == _last + 1;
    }

    internal void Taken(long number)
    {
        _last = number;
    }
}
