using VirtualBoard.Testing.Running;

namespace VirtualBoard.Testing.Mutation;

/// <summary>What to mutate and how much of it.</summary>
/// <param name="TestAssembly">The dll with the tests.</param>
/// <param name="Namespaces">Namespaces whose code is mutated.</param>
/// <param name="Options">Board and seed of the tests.</param>
/// <param name="Sample">How many mutants are tried, drawn from the seed; null for all.</param>
/// <param name="Only">Number of the one mutant to try; null for others.</param>
/// <param name="Jobs">How many at a time.</param>
internal sealed record MutationRequest(
    string TestAssembly, IReadOnlyList<string> Namespaces, RunOptions Options, int? Sample, int? Only, int Jobs);
