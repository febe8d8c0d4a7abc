using VirtualBoard.Retargeting.Mutation;

namespace VirtualBoard.Testing.Mutation;

/// <summary>What became of a mutant.</summary>
internal enum MutantOutcome
{
    /// <summary>A test failed or did not end.</summary>
    Killed,

    /// <summary>Every test that reaches its place passed all the same.</summary>
    Survived,

    /// <summary>No test reaches its place.</summary>
    NotReached,
}

/// <summary>A mutant and its end.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="KilledBy">The test that noticed; null when none did.</param>
internal sealed record MutantVerdict(Mutant Mutant, MutantOutcome Outcome, string? KilledBy = null);
