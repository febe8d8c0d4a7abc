using System.Runtime.CompilerServices;
using System.Text;
using VirtualBoard.Memory;

namespace VirtualBoard;

/// <summary>What the thread allocates, in bytes as nanoCLR takes them: blocks of 12, one of them for the object itself.</summary>
public sealed partial class CpuMeter
{
    /// <summary>nanoCLR's unit of memory, on a 32-bit chip.</summary>
    public const int BlockBytes = 12;

    /// <summary>What an array takes besides its elements: 20 bytes, and what is left of the last block, 4 on average where elements have 4.</summary>
    private const int ArrayBytes = 24;

    /// <summary>What a text takes besides its characters: 13 bytes, and what is left of the last block, 5.5 on average.</summary>
    private const int TextBytes = 18;

    /// <summary>An array of so many elements is a small object, whatever they are.</summary>
    private const uint LongestSmall = (ManagedHeap.LargeBytes - 1 - ArrayBytes) / BlockBytes;

    /// <summary>Counts an object that was just made.</summary>
    /// <param name="item">The object.</param>
    /// <param name="bytes">What it takes.</param>
    /// <param name="meter">The calling thread's.</param>
    /// <exception cref="OutOfMemoryException">The board has no memory left.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Allocated(object item, int bytes, CpuMeter meter)
    {
        if ((meter.Heap -= bytes) < 0)
            meter.Sample(item);
    }

    /// <summary>Counts an array, or a string of one character, that is about to be made.</summary>
    /// <param name="length">Number of its elements.</param>
    /// <param name="elementBytes">What each takes.</param>
    /// <param name="meter">The calling thread's.</param>
    /// <exception cref="OutOfMemoryException">The board has no memory left for it.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Reserve(int length, int elementBytes, CpuMeter meter)
    {
        if ((uint)length <= LongestSmall)
            meter.Heap -= ArrayBytes + (length * elementBytes);
        else
            meter.ReserveMany(length, elementBytes);
    }

    /// <summary>Ends what <see cref="Reserve"/> began, when the object is there.</summary>
    /// <param name="item">The object.</param>
    /// <param name="meter">The calling thread's.</param>
    /// <exception cref="OutOfMemoryException">The board has no memory left.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Reserved(object item, CpuMeter meter)
    {
        if (meter.Heap < 0)
            meter.Sample(item);
    }

    /// <summary>Counts a string that a native method has made.</summary>
    /// <param name="text">The string; null counts for nothing.</param>
    /// <param name="meter">The calling thread's.</param>
    /// <exception cref="OutOfMemoryException">The board has no memory left.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ReturnedText(string? text, CpuMeter meter)
    {
        if (text is not null && (meter.Heap -= TextBytes + text.Length) < 0)
            meter.Sample(text);
    }

    /// <summary>Counts an array that a native method has made.</summary>
    /// <param name="array">The array; null counts for nothing.</param>
    /// <param name="meter">The calling thread's.</param>
    /// <exception cref="OutOfMemoryException">The board has no memory left.</exception>
    public static void Returned(object? array, CpuMeter meter)
    {
        if (array is not null)
            meter.Grown(array, ObjectSize.Of(array));
    }

    /// <summary>Counts what a builder of text has grown by, about: in the end it is counted by its capacity.</summary>
    /// <param name="builder">The builder; null counts for nothing.</param>
    /// <param name="meter">The calling thread's.</param>
    /// <exception cref="OutOfMemoryException">The board has no memory left.</exception>
    public static void Appended(StringBuilder? builder, CpuMeter meter)
    {
        if (builder is not null)
            Allocated(builder, 2 * BlockBytes, meter);
    }

    /// <summary>As <see cref="Grown"/> for the calling board thread; nothing on host threads that run none.</summary>
    /// <param name="item">The object that keeps it alive.</param>
    /// <param name="bytes">What it takes.</param>
    /// <exception cref="OutOfMemoryException">The board has no memory left.</exception>
    public static void Grow(object item, long bytes) => t_current?.Grown(item, bytes);

    /// <summary>Counts what a native method has allocated for an object, or as one.</summary>
    /// <param name="item">The object that keeps it alive.</param>
    /// <param name="bytes">What it takes.</param>
    /// <exception cref="OutOfMemoryException">The board has no memory left.</exception>
    public void Grown(object item, long bytes)
    {
        if (bytes < ManagedHeap.LargeBytes)
        {
            Allocated(item, (int)bytes, this);
            return;
        }

        _boot.Heap.Ensure(bytes);
        _boot.Heap.AddLarge(item, bytes);
    }

    /// <summary>Counts what was allocated since the last sample; the object stands for all of it.</summary>
    /// <param name="item">The object that was allocated last.</param>
    /// <exception cref="OutOfMemoryException">The board has no memory left.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Sample(object item)
    {
        if (_large > 0)
        {
            var large = _large;
            _large = 0;
            Heap = _heapBefore;
            _boot.Heap.AddLarge(item, large);
            return;
        }

        var bytes = _heapGranted - Heap;
        _heapGranted = Heap = _boot.Heap.NextGrant();
        _boot.Heap.AddSample(item, bytes);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ReserveMany(int length, int elementBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var bytes = ArrayBytes + ((long)length * elementBytes);
        if (bytes < ManagedHeap.LargeBytes)
        {
            Heap -= (int)bytes;
            return;
        }

        _boot.Heap.Ensure(bytes);
        (_large, _heapBefore, Heap) = (bytes, Heap, -1);
    }
}
