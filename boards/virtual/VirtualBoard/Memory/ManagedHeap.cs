using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace VirtualBoard.Memory;

/// <summary>
/// The managed heap of one boot: how much of it firmware's objects take, and when there is no more.
/// </summary>
/// <remarks>
/// <para>
/// Objects live on the host's heap. All that firmware allocates is counted, in bytes as nanoCLR would take them. Now and then an object
/// is a sample: it stands for all that was allocated since the sample before. Large ones stand for themselves. The heap holds them
/// weakly. When memory is looked at and what is not known to be dead takes more than the limit, those that the host has collected are
/// struck off, and if that is not enough the host is made to collect, first the young, at last everything. What is left then is alive.
/// </para>
/// <para>
/// It is looked at before each large object, and for small ones when so many bytes were allocated. Both depend on the firmware alone,
/// and so does what lives at that moment: when the host happens to collect only decides how much there is to do to find that out.
/// Which objects are samples is drawn from a stream of the boot, so that no pattern of allocations can hide between them.
/// </para>
/// <para>
/// Approximate: living objects are known by samples, so the figure is off by some percent of the limit, see <see cref="Tolerance"/>; and
/// where small objects alone fill the memory, the end comes late by up to half of what the boot has allocated, at most by <see cref="LookBytes"/>.
/// </para>
/// </remarks>
internal sealed class ManagedHeap : IDisposable
{
    /// <summary>What nanoCLR and the loaded assemblies take.</summary>
    public const int RuntimeBytes = 16 * 1024;

    /// <summary>What nanoCLR takes for a thread.</summary>
    public const int BytesPerThread = 2 * 1024;

    /// <summary>From this size on an object is counted by itself.</summary>
    public const int LargeBytes = 1024;

    /// <summary>
    /// How many times the board's heap firmware may fill before memory ends: for firmware that runs away, not for one that might just fit.
    /// Sizes of objects are nanoCLR's, so the margin is for three things that are not. How large the heap of a board without PSRAM is
    /// depends on what ESP-IDF leaves at boot, and board.json has an estimate of it; samples stray by an eighth of the heap, and now and
    /// then by three times that; and the host keeps objects that nanoCLR would have let go, above all in local variables that are not used
    /// any more. What firmware reads as free memory has no margin: it counts with the heap as board.json has it.
    /// </summary>
    public const int Tolerance = 2;

    /// <summary>How much may be allocated in small objects between two looks, at most: each may make the host collect.</summary>
    public const int LookBytes = 16 * 1024 * 1024;

    private const int MinPeriod = 512;
    private const int SamplesPerHeap = 64;

    private readonly Boot _boot;
    private readonly int _period;
    private readonly List<Sample> _samples = [];
    private ulong _random;
    private long _used;
    private long _looked;
    private long _interval;
    private long _untilLook;
    private bool _isOver;

    public ManagedHeap(Boot boot)
    {
        _boot = boot;
        Size = boot.Board.Definition.ManagedHeap;
        _period = Math.Max(MinPeriod, Size / SamplesPerHeap);
        _untilLook = _interval = Size;
        _random = ((ulong)boot.Board.Number << 32) + (ulong)boot.Number;
    }

    /// <summary>Gets the bytes of the board's managed heap.</summary>
    public int Size { get; }

    /// <summary>Gets what firmware's objects can take on the device.</summary>
    private long Room => Size - RuntimeBytes - ((long)BytesPerThread * _boot.Threads.Count);

    /// <summary>Gets what they may take here.</summary>
    private long Limit => Room + ((Tolerance - 1L) * Size);

    /// <summary>Bytes until the next sample.</summary>
    public int NextGrant()
    {
        // SplitMix64.
        var z = _random += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return 1 + (int)((z ^ (z >> 31)) % (ulong)(2 * _period));
    }

    /// <summary>Counts what was allocated up to and with a small object, and with it.</summary>
    /// <exception cref="OutOfMemoryException">The living take more than there is.</exception>
    public void AddSample(object item, long bytes)
    {
        _untilLook -= bytes;
        if (_untilLook <= 0)
        {
            // Often in the youth of a boot, when tests fill the memory on purpose; later a leak is what fills it, slowly.
            _looked += _interval;
            _interval = Math.Max(Size, Math.Min(_looked / 2, LookBytes));
            _untilLook += _interval;
            Ensure(bytes);
        }

        Add(item, bytes);
    }

    /// <summary>Counts a large object, for which there is room.</summary>
    public void AddLarge(object item, long bytes) => Add(item, bytes);

    /// <summary>Makes sure that there is room.</summary>
    /// <exception cref="OutOfMemoryException">There is not.</exception>
    [SuppressMessage("Usage", "CA2201:Do not raise reserved exception types", Justification = "What nanoCLR throws, for firmware to catch.")]
    public void Ensure(long bytes)
    {
        var limit = Limit - bytes;
        if (_used <= limit || _isOver)
            return;
        Prune();
        for (var generation = 0; _used > limit && generation <= GC.MaxGeneration; generation++)
        {
            GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
            Prune();
        }

        if (_used > limit)
            StrikeOffDoubles();
        if (_used > limit)
            throw new OutOfMemoryException();
    }

    /// <summary>Bytes that firmware can still take: what is reachable is looked at, not estimated.</summary>
    /// <param name="native">The assembly whose objects belong to firmware although they are not compiled from it.</param>
    public long Free(Assembly native) => Math.Max(0, Room - _boot.Board.Lab.ObjectsWith(native).BytesOf(_boot));

    public void Dispose()
    {
        _isOver = true;
        foreach (var sample in _samples)
            sample.Handle.Free();
        _samples.Clear();
        _used = 0;
    }

    private void Add(object item, long bytes)
    {
        if (_isOver)
            return;
        _used += bytes;
        _samples.Add(new Sample(GCHandle.Alloc(item, GCHandleType.Weak), bytes));
    }

    private void Prune()
    {
        _used = 0;
        var kept = 0;
        foreach (var sample in CollectionsMarshal.AsSpan(_samples))
        {
            if (sample.Handle.Target is null)
            {
                sample.Handle.Free();
                continue;
            }

            _samples[kept++] = sample;
            _used += Math.Max(sample.Bytes, sample.Handle.Target is StringBuilder builder ? builder.Capacity : 0);
        }

        _samples.RemoveRange(kept, _samples.Count - kept);
    }

    /// <summary>What native code has handed out several times was counted each time.</summary>
    private void StrikeOffDoubles()
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        for (var i = _samples.Count - 1; i >= 0; i--)
        {
            if (_samples[i].Handle.Target is { } target && seen.Add(target))
                continue;
            _samples[i].Handle.Free();
            _samples.RemoveAt(i);
        }

        Prune();
    }

    private readonly record struct Sample(GCHandle Handle, long Bytes);
}
