using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace VirtualBoard.Tracing;

/// <summary>Every decision of a lab, in order: its hash says in one word whether two runs were the same.</summary>
/// <remarks>
/// A simulated lab is a function of its seed and of what is done to it, so that two runs of the same program with the same seed have
/// equal traces, on any computer. Entries hold nothing of the host: no addresses, no hash codes, no host time, no culture, no paths.
/// They do depend on firmware, services and the virtual board itself: another version of any is another program. A live lab follows
/// real time and has another trace in every run.
/// <para>Written only with the lab's baton. Not kept in memory: whoever wants the entries takes them as they come.</para>
/// </remarks>
public sealed class LabTrace
{
    private readonly XxHash128 _hash = new();
    private readonly Action<TraceEntry>? _sink;
    private byte[] _buffer = new byte[256];

    /// <summary>Makes an empty trace. Give it to one lab, by <see cref="LabOptions.Trace"/>.</summary>
    /// <param name="sink">Gets each entry, with the baton; null (default) only hashes, which costs a tenth of a microsecond an entry.</param>
    public LabTrace(Action<TraceEntry>? sink = null) => _sink = sink;

    /// <summary>How many entries there are.</summary>
    public long Count { get; private set; }

    /// <summary>XXH128 of all entries so far, 32 hexadecimal digits.</summary>
    public string Hash => _hash.GetCurrentHashAsUInt128().ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>A hash of bytes, to name them in an entry: XXH3 with 64 bits.</summary>
    /// <param name="bytes">What is to be named.</param>
    public static ulong HashOf(ReadOnlySpan<byte> bytes) => XxHash3.HashToUInt64(bytes);

    internal void Record(TimeSpan at, TraceKind kind, string who, string what, ulong a = 0, ulong b = 0)
    {
        Count++;
        var size = Encoding.UTF8.GetMaxByteCount(who.Length) + Encoding.UTF8.GetMaxByteCount(what.Length) + 33;
        if (_buffer.Length < size)
            _buffer = new byte[size];
        var bytes = _buffer.AsSpan();
        BinaryPrimitives.WriteInt64LittleEndian(bytes, at.Ticks);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], a);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], b);
        bytes[24] = (byte)kind;
        // The lengths keep ("ab", "c") from being ("a", "bc").
        var length = Encoding.UTF8.GetBytes(who, bytes[33..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[25..], length);
        var more = Encoding.UTF8.GetBytes(what, bytes[(33 + length)..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[29..], more);
        _hash.Append(bytes[..(33 + length + more)]);
        _sink?.Invoke(new TraceEntry(Count, at, kind, who, what, a, b));
    }
}
