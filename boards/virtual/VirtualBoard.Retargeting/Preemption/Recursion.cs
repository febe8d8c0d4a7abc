using Mono.Cecil;

namespace VirtualBoard.Retargeting.Preemption;

/// <summary>Which methods have to count the stack, so that no chain of calls can go on for ever uncounted.</summary>
internal sealed class Recursion
{
    private readonly HashSet<CallNode> _entries;
    private readonly HashSet<CallNode> _counted;
    private readonly HashSet<CallNode> _reaching;

    public Recursion(CallGraph graph)
    {
        // What the host or a delegate calls, and what can come back to there, is counted as it is entered. The cycles left then are
        // those of plain calls, in which every method counts.
        var whole = Cycles.Of([.. graph.Methods, graph.Outside, graph.Delegates], static n => n.Calls);
        _entries =
        [
            .. graph.Outside.Calls.Where(n => whole.AreInOne(n, graph.Outside)),
            .. graph.Delegates.Calls.Where(n => whole.AreInOne(n, graph.Delegates)),
        ];
        var plain = Cycles.Of([.. graph.Methods], static n => n.Calls.Where(c => c.Method is not null));
        _counted = [.. _entries, .. graph.Methods.Where(plain.IsInOne)];
        _reaching = Reaching(graph, _counted);
    }

    /// <summary>Whether a method counts the stack.</summary>
    public bool IsCounted(CallNode method) => _counted.Contains(method);

    /// <summary>Whether a method counts the stack because the host may call it, on top of the host's own frames.</summary>
    public bool IsEntry(CallNode method) => _entries.Contains(method);

    /// <summary>Whether a method that counts may be running when an exception comes to this one.</summary>
    public bool Reaches(CallNode method) => _reaching.Contains(method);

    private static HashSet<CallNode> Reaching(CallGraph graph, HashSet<CallNode> targets)
    {
        var callers = graph.Methods
            .Append(graph.Outside)
            .Append(graph.Delegates)
            .SelectMany(n => n.Calls, (caller, callee) => (caller, callee))
            .ToLookup(e => e.callee, e => e.caller);
        var reaching = new HashSet<CallNode>();
        var pending = new Stack<CallNode>(targets);
        while (pending.TryPop(out var node))
        {
            foreach (var caller in callers[node].Where(reaching.Add))
                pending.Push(caller);
        }

        return reaching;
    }
}
