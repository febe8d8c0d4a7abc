namespace VirtualBoard.Retargeting.Mutation;

/// <summary>Which code is mutated.</summary>
/// <param name="Namespaces">Namespaces of the program or its libraries, with all below them.</param>
public sealed record MutationScope(IReadOnlyCollection<string> Namespaces)
{
    /// <summary>
    /// Names of types, with or without namespace; statements that call one of their methods are left as they are. For logs, say, whose
    /// words no test should pin down. Default none.
    /// </summary>
    public IReadOnlyCollection<string> IgnoredCalls { get; init; } = [];
}
