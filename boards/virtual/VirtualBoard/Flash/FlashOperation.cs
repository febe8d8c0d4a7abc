namespace VirtualBoard.Flash;

/// <summary>What a flash chip is asked to do that a power cut can tear.</summary>
public enum FlashOperationKind
{
    /// <summary>Clear bits of one page, or of a part of it.</summary>
    Program,

    /// <summary>Set every bit of one sector.</summary>
    Erase,
}

/// <summary>One page program or sector erase that is about to start.</summary>
/// <param name="Kind">Program or erase.</param>
/// <param name="Address">First byte, counted from the start of the chip.</param>
/// <param name="Length">Bytes: 1 to 256 for a program, 4096 for an erase.</param>
/// <param name="Number">Number of the operation since the <see cref="NorFlash"/> was created; the first is 1.</param>
public readonly record struct FlashOperation(FlashOperationKind Kind, int Address, int Length, long Number);

/// <summary>Whether an operation may run.</summary>
public enum FlashVerdict
{
    /// <summary>The operation runs.</summary>
    Proceed,

    /// <summary>The power fails during the operation; chance decides how far it gets.</summary>
    Cut,

    /// <summary>The power fails before the operation has changed anything.</summary>
    CutBefore,

    /// <summary>The power fails in the middle of the operation; chance decides what it leaves.</summary>
    CutWithin,

    /// <summary>The power fails when the operation has done all it was to do, and nobody was told.</summary>
    CutAfter,
}
