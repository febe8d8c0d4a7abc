using VirtualBoard.Testing.Discovery;

namespace VirtualBoard.Testing.Mutation;

/// <summary>Which mutants' places the tests of a class reach, and what the class costs.</summary>
/// <param name="Tests">The tests in their order, those that the class's setup skips as well.</param>
/// <param name="Always">Reached outside tests: by static constructors, setup, and whatever else runs at a boot.</param>
/// <param name="ByTest">Reached by each test.</param>
/// <param name="Limits">Board time that each test may take with a mutant.</param>
/// <param name="HostTime">Time the class took on the host.</param>
internal sealed record ClassCoverage(
    IReadOnlyList<TestCase> Tests,
    IReadOnlySet<int> Always,
    IReadOnlyList<IReadOnlySet<int>> ByTest,
    IReadOnlyDictionary<string, TimeSpan> Limits,
    TimeSpan HostTime)
{
    /// <summary>
    /// The tests to run for a mutant: all up to the last that reaches it, because tests of a class share a board and those before may
    /// prepare something. Empty when none reaches it.
    /// </summary>
    public IReadOnlyList<TestCase> For(int mutant)
    {
        if (Always.Contains(mutant))
            return Tests;
        var last = ByTest.ToList().FindLastIndex(reached => reached.Contains(mutant));
        return [.. Tests.Take(last + 1)];
    }
}
