namespace VirtualBoard.Flash;

/// <summary>A partition table that does not fit its chip or contradicts itself.</summary>
public sealed class PartitionTableException : Exception
{
    internal PartitionTableException(PartitionProblem problem)
        : base($"Partition {problem.Index}: {problem.Message}")
    {
    }
}

/// <summary>The first thing that is wrong with a partition table.</summary>
/// <param name="Index">Position of the entry in the table, from 0.</param>
/// <param name="Field">The part of the entry at fault: "name", "type", "offset" or "size".</param>
/// <param name="Message">What was found and what is expected; names the entry.</param>
internal sealed record PartitionProblem(int Index, string Field, string Message);
