using System.Collections;
using ImpDevice.Text;

namespace ImpDevice.Link;

/// <summary>
/// Messages to the gateway until it acknowledges them. Numbers belong to a session and are 1, 2, 3 ...; a session that is not resumed
/// starts at 1 again with what was not acknowledged, in the old order. Bounded: a full queue refuses. Safe for several threads.
/// </summary>
internal sealed class OutgoingQueue
{
    /// <summary>Messages kept at most.</summary>
    internal const int Capacity = 64;

    /// <summary>Log lines may take only this many places, so that they never keep an agent message out.</summary>
    internal const int LogCapacity = 32;

    /// <summary>Bytes kept at most, all messages together.</summary>
    internal const int MaxBytes = 256 * 1024;

    // One request stays well below the gateway's limit and below what a small heap can hold twice.
    private const int BatchBytes = 16 * 1024;

    private readonly object _gate = new object();
    private readonly Queue _waiting = new Queue();
    private string _session;
    private long _acknowledged;
    private int _bytes;
    private long _added;

    internal int Count
    {
        get
        {
            lock (_gate) return _waiting.Count;
        }
    }

    /// <summary>Messages that have ever been added.</summary>
    internal long Added
    {
        get
        {
            lock (_gate) return _added;
        }
    }

    /// <summary>Messages that have ever left, oldest first: a flush waits until this reaches what was added.</summary>
    internal long Removed
    {
        get
        {
            lock (_gate) return _added - _waiting.Count;
        }
    }

    /// <summary>Adds a message (a JSON object with type and what belongs to it; it gets its number when it is sent). False when full.</summary>
    internal bool TryAdd(byte[] json, bool isLog)
    {
        lock (_gate)
        {
            if (_waiting.Count >= (isLog ? LogCapacity : Capacity)) return false;
            if (_bytes + json.Length > MaxBytes) return false;
            _waiting.Enqueue(json);
            _bytes += json.Length;
            _added++;
            return true;
        }
    }

    /// <summary>A session has begun. When it is not the old one resumed, numbering starts again.</summary>
    internal void StartSession(string session, bool resumed)
    {
        lock (_gate)
        {
            _session = session;
            if (!resumed) _acknowledged = 0;
        }
    }

    /// <summary>The oldest messages as one request, or null when nothing waits or there is no session.</summary>
    internal OutgoingBatch Take()
    {
        lock (_gate)
        {
            if (_session == null || _waiting.Count == 0) return null;
            ByteBuffer body = new ByteBuffer(1024, MaxBytes + 1024);
            body.AppendAscii("{\"messages\":[");
            long number = _acknowledged;
            foreach (byte[] message in _waiting)
            {
                if (number > _acknowledged && body.Count + message.Length > BatchBytes) break;
                if (number > _acknowledged) body.Append((byte)',');
                number++;
                body.AppendAscii("{\"n\":" + number.ToString() + ",");
                body.Append(message, 1, message.Length - 1);
            }
            body.AppendAscii("]}");
            return new OutgoingBatch(_session, number, body.ToArray());
        }
    }

    /// <summary>
    /// The gateway has all messages of that session up to this number. False when that is nothing new. An acknowledgement of an
    /// earlier session changes nothing and counts as new: the present session's numbers are other ones.
    /// </summary>
    internal bool Acknowledge(string session, long number)
    {
        lock (_gate)
        {
            if (session != _session) return true;
            bool progress = number > _acknowledged;
            while (_acknowledged < number && _waiting.Count > 0)
            {
                RemoveOldest();
                _acknowledged++;
            }
            return progress;
        }
    }

    /// <summary>The gateway will never take the oldest message: gives it up, and its number to the next one.</summary>
    internal void DropOldest(string session)
    {
        lock (_gate)
        {
            if (session == _session && _waiting.Count > 0) RemoveOldest();
        }
    }

    private void RemoveOldest()
    {
        _bytes -= ((byte[])_waiting.Dequeue()).Length;
    }
}
