using System.Text;

namespace AgentEmulator.Gateway;

/// <summary>A message towards a device, kept until the device acknowledges its number.</summary>
/// <param name="Type">agent, application or restart.</param>
/// <param name="Name">Null unless the type is agent.</param>
/// <param name="DataJson">Serialized data; null unless the type is agent.</param>
internal sealed record OutboundMessage(long Number, string Type, string? Name, string? DataJson)
{
    /// <summary>Bytes of name and data.</summary>
    public int Size { get; } = SizeOf(Name, DataJson);

    /// <summary>Bytes of a message's name and data.</summary>
    public static int SizeOf(string? name, string? dataJson) => Encoding.UTF8.GetByteCount(name ?? "") + Encoding.UTF8.GetByteCount(dataJson ?? "");
}

/// <summary>Numbered messages towards one device in order; not thread-safe, the link's lock guards it.</summary>
internal sealed class Outbox(int capacity)
{
    private readonly Queue<OutboundMessage> _pending = new();

    public long LastNumber { get; private set; }

    public bool IsEmpty => _pending.Count == 0;

    /// <summary>False when full: the newest message is the one that is lost.</summary>
    public bool TryAdd(string type, string? name, string? dataJson)
    {
        if (_pending.Count == capacity)
            return false;
        _pending.Enqueue(new OutboundMessage(++LastNumber, type, name, dataJson));
        return true;
    }

    public void Acknowledge(long number)
    {
        while (_pending.TryPeek(out var first) && first.Number <= number)
            _pending.Dequeue();
    }

    public bool Holds(string type) => _pending.Any(message => message.Type == type);

    /// <summary>The oldest messages, at most so many, and after the first none that would exceed so many bytes.</summary>
    public OutboundMessage[] First(int count, int bytes)
    {
        var first = new List<OutboundMessage>();
        foreach (var message in _pending.Take(count))
        {
            bytes -= message.Size;
            if (bytes < 0 && first.Count > 0)
                break;
            first.Add(message);
        }

        return [.. first];
    }

    /// <summary>What was not acknowledged, renumbered from 1 in a box of its own.</summary>
    public Outbox Renumbered()
    {
        var box = new Outbox(capacity);
        foreach (var message in _pending)
            box.TryAdd(message.Type, message.Name, message.DataJson);
        return box;
    }
}
