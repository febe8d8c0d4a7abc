namespace VirtualBoard.Retargeting.Preemption;

/// <summary>The cycles of a call graph: its strongly connected components.</summary>
internal sealed class Cycles
{
    private readonly Dictionary<CallNode, int> _components = [];
    private readonly Func<CallNode, IEnumerable<CallNode>> _next;
    private readonly int[] _sizes;

    private Cycles(IReadOnlyCollection<CallNode> nodes, Func<CallNode, IEnumerable<CallNode>> next)
    {
        // Kosaraju's way: backwards along the edges, from those that forwards were finished last.
        _next = next;
        var callers = nodes.SelectMany(next, (caller, callee) => (caller, callee)).ToLookup(e => e.callee, e => e.caller);
        var order = new List<CallNode>();
        var visited = new HashSet<CallNode>();
        foreach (var node in nodes)
            Visit(node, next, visited, order);

        visited.Clear();
        var count = 0;
        foreach (var node in Enumerable.Reverse(order))
        {
            var component = new List<CallNode>();
            Visit(node, n => callers[n], visited, component);
            foreach (var member in component)
                _components.Add(member, count);
            count++;
        }

        _sizes = new int[count];
        foreach (var component in _components.Values)
            _sizes[component]++;
    }

    public static Cycles Of(IReadOnlyCollection<CallNode> nodes, Func<CallNode, IEnumerable<CallNode>> next) => new(nodes, next);

    /// <summary>Whether each can come back to itself through the other.</summary>
    public bool AreInOne(CallNode a, CallNode b) => _components[a] == _components[b];

    /// <summary>Whether a node can come back to itself.</summary>
    public bool IsInOne(CallNode node) => _sizes[_components[node]] > 1 || _next(node).Contains(node);

    // Depth first with a stack of its own: chains of calls can be long.
    private static void Visit(CallNode root, Func<CallNode, IEnumerable<CallNode>> next, HashSet<CallNode> visited, List<CallNode> finished)
    {
        if (!visited.Add(root))
            return;

        var path = new Stack<(CallNode Node, IEnumerator<CallNode> Next)>();
        path.Push((root, next(root).GetEnumerator()));
        while (path.TryPeek(out var at))
        {
            if (!at.Next.MoveNext())
                finished.Add(path.Pop().Node);
            else if (visited.Add(at.Next.Current))
                path.Push((at.Next.Current, next(at.Next.Current).GetEnumerator()));
        }
    }
}
