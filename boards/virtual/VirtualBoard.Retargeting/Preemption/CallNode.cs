using Mono.Cecil;

namespace VirtualBoard.Retargeting.Preemption;

/// <summary>A method of firmware in the call graph, or a place from which calls come that nobody can see.</summary>
/// <param name="method">The method; null for such a place.</param>
internal sealed class CallNode(MethodDefinition? method)
{
    public MethodDefinition? Method => method;

    /// <summary>What may be called from here.</summary>
    public HashSet<CallNode> Calls { get; } = [];
}
