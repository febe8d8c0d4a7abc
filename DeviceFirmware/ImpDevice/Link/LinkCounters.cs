using System.Collections;

namespace ImpDevice.Link;

/// <summary>
/// Counters of requests, one for each verb, that only grow. They go on over a change of session: the gateway asks for growth within a
/// session, and growth over all of them is growth within each.
/// </summary>
internal sealed class LinkCounters
{
    private readonly object _gate = new object();
    private readonly Hashtable _last = new Hashtable();

    /// <summary>The next value for a verb, from 1.</summary>
    internal long Next(string verb)
    {
        lock (_gate)
        {
            long next = Last(verb) + 1;
            _last[verb] = next;
            return next;
        }
    }

    /// <summary>The gateway has seen this value: the next one is greater. Never goes back.</summary>
    internal void Seen(string verb, long value)
    {
        lock (_gate)
        {
            if (value > Last(verb)) _last[verb] = value;
        }
    }

    private long Last(string verb)
    {
        return _last.Contains(verb) ? (long)_last[verb] : 0;
    }
}
