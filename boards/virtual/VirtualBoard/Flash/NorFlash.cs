namespace VirtualBoard.Flash;

/// <summary>
/// A NOR flash chip: programming clears bits, only erasing a whole sector sets them, and a power cut may leave either half done.
/// </summary>
/// <remarks>
/// The steps of one page program or sector erase, and where the power may fail:
/// <list type="number">
/// <item>The operation is counted and becomes the one in flight.</item>
/// <item><see cref="Intercept"/> is asked. On any verdict but Proceed the power fails, see below.</item>
/// <item><see cref="Charge"/> lets board time pass. Whoever cuts the power meanwhile calls <see cref="CutPower"/>.</item>
/// <item>The bytes change, and nothing is in flight any more.</item>
/// </list>
/// When the power fails with an operation in flight, the random stream decides whether it is untouched, torn or done. From then
/// on every call throws <see cref="PowerOffException"/> until <see cref="RestorePower"/>, so that a dead boot can neither read nor
/// write. A reset without power cut calls <see cref="Settle"/>: the chip finishes by itself what it was told to do.
/// <para>
/// Not thread-safe, and not reentrant: while an operation is in flight (that is, from within Intercept and Charge) nothing
/// else may use the chip. On a board native calls are not preempted by other firmware threads, so that needs no lock there.
/// </para>
/// </remarks>
public sealed class NorFlash : IDisposable
{
    /// <summary>Bytes in a sector, the unit of erasing.</summary>
    public const int SectorSize = 4096;

    /// <summary>Bytes in a page, the most that one program operation writes.</summary>
    public const int PageSize = 256;

    /// <summary>What an erased byte reads.</summary>
    public const byte ErasedByte = 0xFF;

    private readonly IFlashContents _contents;
    private readonly byte[] _page = new byte[PageSize];
    private FlashOperation? _inFlight;

    /// <summary>Creates a chip with its power on.</summary>
    /// <param name="size">Size in bytes, a positive multiple of <see cref="SectorSize"/>.</param>
    /// <param name="contents">Where the bytes are kept; it has the same size. Disposed with the chip.</param>
    /// <param name="tears">Decides how far an operation gets when the power fails.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not a positive multiple of the sector size.</exception>
    /// <exception cref="ArgumentException">The contents have another size.</exception>
    public NorFlash(int size, IFlashContents contents, RandomStream tears)
    {
        CheckSize(size);
        ArgumentNullException.ThrowIfNull(contents);
        ArgumentNullException.ThrowIfNull(tears);
        if (contents.Size != size)
            throw new ArgumentException($"The contents have {contents.Size} bytes, the chip {size}.", nameof(contents));
        Size = size;
        _contents = contents;
        Tears = tears;
        IsPowered = true;
    }

    /// <summary>Gets the size in bytes.</summary>
    public int Size { get; }

    /// <summary>Gets the number of sectors.</summary>
    public int SectorCount => Size / SectorSize;

    /// <summary>Gets a value indicating whether the chip has power. True at first.</summary>
    public bool IsPowered { get; private set; }

    /// <summary>Gets how often the power was cut. What was mounted before the last time is dead.</summary>
    public int PowerCycles { get; private set; }

    /// <summary>Gets how many page programs and sector erases were begun, those cut included.</summary>
    public long OperationCount { get; private set; }

    /// <summary>Gets how many page programs were begun.</summary>
    public long ProgramCount { get; private set; }

    /// <summary>Gets how many sector erases were begun.</summary>
    public long EraseCount { get; private set; }

    /// <summary>
    /// Gets how many page programs asked for a 1 where the chip had a 0. Like ESP-IDF by default, the chip stores the AND without
    /// complaint; software that is correct never asks.
    /// </summary>
    public long ImpossibleProgramCount { get; private set; }

    /// <summary>Gets or sets who is asked before each page program and sector erase; null lets every one run.</summary>
    public Func<FlashOperation, FlashVerdict>? Intercept { get; set; }

    /// <summary>Gets or sets what decides how far an operation gets when the power fails, and what a torn one leaves.</summary>
    public RandomStream Tears { get; set; }

    /// <summary>Gets or sets what is told after a cut ordered by <see cref="Intercept"/>, when the chip is already off.</summary>
    public Action? CutHappened { get; set; }

    /// <summary>Gets or sets who spends the board time that an operation takes (<see cref="FlashTiming"/>).</summary>
    public Action<TimeSpan>? Charge { get; set; }

    /// <summary>Gets or sets what is told of each operation that has ended, with how: such as "program done" or "erase torn".</summary>
    internal Action<FlashOperation, string>? Finished { get; set; }

    /// <summary>Returns how often a sector was erased, by this object or an earlier owner of the contents.</summary>
    /// <param name="sector">Number of the sector.</param>
    /// <returns>Erases since the chip was new, torn ones included.</returns>
    public int GetEraseCount(int sector)
    {
        CheckRange((long)sector * SectorSize, SectorSize);
        return _contents.GetEraseCount(sector);
    }

    /// <summary>Reads bytes.</summary>
    /// <param name="address">First byte.</param>
    /// <param name="destination">Where to; its length says how many.</param>
    /// <exception cref="PowerOffException">The chip has no power.</exception>
    public void Read(int address, Span<byte> destination)
    {
        CheckRange(address, destination.Length);
        CheckReady();
        _contents.Read(address, destination);
    }

    /// <summary>Programs bytes: each becomes what it was AND what is given. Page by page, in ascending order.</summary>
    /// <param name="address">First byte; needs no alignment.</param>
    /// <param name="source">The bytes; needs no alignment either.</param>
    /// <exception cref="PowerOffException">The chip has no power, or loses it now.</exception>
    public void Program(int address, ReadOnlySpan<byte> source)
    {
        CheckRange(address, source.Length);
        while (!source.IsEmpty)
        {
            var count = Math.Min(source.Length, PageSize - (address % PageSize));
            CheckReady();
            ProgramCount++;
            source[..count].CopyTo(_page);
            Run(FlashOperationKind.Program, address, count, FlashTiming.PageProgram);
            source = source[count..];
            address += count;
        }
    }

    /// <summary>Erases a sector: every byte becomes 0xFF.</summary>
    /// <param name="sector">Number of the sector.</param>
    /// <exception cref="PowerOffException">The chip has no power, or loses it now.</exception>
    public void EraseSector(int sector)
    {
        CheckRange((long)sector * SectorSize, SectorSize);
        CheckReady();
        EraseCount++;
        Run(FlashOperationKind.Erase, sector * SectorSize, SectorSize, FlashTiming.SectorErase);
    }

    /// <summary>Takes the power away, and with it whatever is in flight. Does nothing when the power is off already.</summary>
    public void CutPower()
    {
        if (!IsPowered)
            return;
        if (_inFlight is { } operation)
            Finish(operation, (Progress)Tears.Next(3));
        IsPowered = false;
        PowerCycles++;
        _contents.Flush();
    }

    /// <summary>Gives the power back. Does nothing when it is on already.</summary>
    public void RestorePower() => IsPowered = true;

    /// <summary>Completes what is in flight: for a reset, which does not reach the inside of the chip.</summary>
    public void Settle()
    {
        if (_inFlight is { } operation)
            Finish(operation, Progress.Done);
    }

    /// <summary>Releases the contents. The chip has no power any more.</summary>
    public void Dispose()
    {
        IsPowered = false;
        _contents.Dispose();
    }

    internal static void CheckSize(int size)
    {
        if (size <= 0 || size % SectorSize != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(size), size, $"The size of a flash chip is a positive multiple of {SectorSize} bytes.");
        }
    }

    private void Run(FlashOperationKind kind, int address, int length, TimeSpan duration)
    {
        var operation = new FlashOperation(kind, address, length, ++OperationCount);
        _inFlight = operation;
        var verdict = Intercept?.Invoke(operation) ?? FlashVerdict.Proceed;
        if (verdict != FlashVerdict.Proceed)
        {
            if (verdict != FlashVerdict.Cut && _inFlight == operation)
                Finish(operation, (Progress)(verdict - FlashVerdict.CutBefore));
            CutPower();
            CutHappened?.Invoke();
        }

        // Nothing in flight any more means that someone else ended it: the power failed, or a reset let the chip finish.
        ThrowUnlessInFlight(operation);
        bool mine;
        try
        {
            Charge?.Invoke(duration);
        }
        finally
        {
            // Also when Charge throws because this boot is over: the chip does not hear of resets.
            mine = _inFlight == operation;
            if (mine)
                Finish(operation, Progress.Done);
        }

        if (!mine)
            throw new PowerOffException();
    }

    private void ThrowUnlessInFlight(FlashOperation operation)
    {
        if (_inFlight != operation)
            throw new PowerOffException();
    }

    /// <summary>Changes one bit, as wear, heat or radiation do: whatever the power does, and against the rules of NOR flash.</summary>
    /// <param name="address">The byte.</param>
    /// <param name="bit">The bit in it, 0 to 7.</param>
    public void FlipBit(int address, int bit)
    {
        CheckRange(address, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)bit, 7u);
        Span<byte> one = stackalloc byte[1];
        _contents.Read(address, one);
        one[0] ^= (byte)(1 << bit);
        _contents.Write(address, one);
    }

    /// <summary>Reads whatever the power does: for those who watch the chip.</summary>
    internal void Peek(int address, Span<byte> destination) => _contents.Read(address, destination);

    private void Finish(FlashOperation operation, Progress progress)
    {
        _inFlight = null;
        if (operation.Kind == FlashOperationKind.Program)
            FinishProgram(operation, progress);
        else if (progress != Progress.Untouched)
            FinishErase(operation.Address / SectorSize, progress);
        Finished?.Invoke(operation, Outcome(operation.Kind, progress));
    }

    private static string Outcome(FlashOperationKind kind, Progress progress) => (kind, progress) switch
    {
        (FlashOperationKind.Program, Progress.Done) => "program done",
        (FlashOperationKind.Program, Progress.Torn) => "program torn",
        (FlashOperationKind.Program, _) => "program untouched",
        (_, Progress.Done) => "erase done",
        (_, Progress.Torn) => "erase torn",
        _ => "erase untouched",
    };

    private void FinishProgram(FlashOperation operation, Progress progress)
    {
        Span<byte> old = stackalloc byte[PageSize];
        old = old[..operation.Length];
        _contents.Read(operation.Address, old);
        Span<byte> target = stackalloc byte[PageSize];
        target = target[..operation.Length];
        var impossible = false;
        for (var i = 0; i < target.Length; i++)
        {
            impossible |= (_page[i] & ~old[i]) != 0;
            target[i] = (byte)(old[i] & _page[i]);
        }

        if (impossible)
            ImpossibleProgramCount++;
        switch (progress)
        {
            case Progress.Untouched:
                return;
            case Progress.Torn:
                FlashTear.Program(old, target, Tears);
                break;
        }

        _contents.Write(operation.Address, target);
    }

    private void FinishErase(int sector, Progress progress)
    {
        _contents.SetEraseCount(sector, _contents.GetEraseCount(sector) + 1);
        if (progress == Progress.Done)
        {
            _contents.EraseSector(sector);
            return;
        }

        Span<byte> bytes = stackalloc byte[SectorSize];
        _contents.Read(sector * SectorSize, bytes);
        FlashTear.Erase(bytes, Tears);
        _contents.Write(sector * SectorSize, bytes);
    }

    private void CheckReady()
    {
        if (!IsPowered)
            throw new PowerOffException();
        if (_inFlight is { } operation)
        {
            throw new InvalidOperationException(
                $"The flash chip is busy with {operation}: it was used from within Intercept or Charge.");
        }
    }

    private void CheckRange(long address, int length)
    {
        if (address < 0 || address + length > Size)
        {
            throw new ArgumentOutOfRangeException(
                nameof(address), address, $"{length} bytes at 0x{address:X} are outside of the chip's 0x{Size:X} bytes.");
        }
    }

    private enum Progress
    {
        Untouched,
        Torn,
        Done,
    }
}
