using System.IO.Enumeration;
using VirtualBoard.Retargeting.Mutation;
using VirtualBoard.Testing.Discovery;
using VirtualBoard.Testing.Running;

namespace VirtualBoard.Testing.Mutation;

/// <summary>What to mutate and how much of it.</summary>
/// <param name="TestAssembly">The dll with the tests.</param>
/// <param name="Scope">Which code is mutated.</param>
/// <param name="Classes">Pattern with * and ? for the full names of the test classes that are run; null for all.</param>
/// <param name="Options">Board and seed of the tests.</param>
/// <param name="Sample">How many mutants are tried, drawn from the seed; null for all.</param>
/// <param name="Only">Number of the one mutant to try; null for others.</param>
/// <param name="Jobs">How many at a time.</param>
internal sealed record MutationRequest(
    string TestAssembly, MutationScope Scope, string? Classes, RunOptions Options, int? Sample, int? Only, int Jobs)
{
    public bool Wants(TestClass testClass) => Classes is null || FileSystemName.MatchesSimpleExpression(Classes, testClass.FullName);
}
