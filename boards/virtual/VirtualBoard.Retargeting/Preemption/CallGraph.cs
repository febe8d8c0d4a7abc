using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Preemption;

/// <summary>
/// Which methods of firmware may come to call which: rather too many than one too few. Virtual calls may end in any method of that
/// name and number of parameters; the host's and NanoApi's methods may call back whatever they can know of.
/// </summary>
internal sealed class CallGraph
{
    private readonly Dictionary<MethodDefinition, CallNode> _nodes = [];
    private readonly HashSet<ModuleDefinition> _modules;
    private readonly ILookup<(string, int), MethodDefinition> _virtual;

    private CallGraph(Firmware firmware)
    {
        _modules = [.. firmware.Assemblies.Select(a => a.Module)];
        var types = _modules.SelectMany(m => m.GetTypes()).ToList();
        foreach (var method in types.SelectMany(t => t.Methods).Where(m => m.HasBody))
            _nodes.Add(method, new CallNode(method));
        _virtual = _nodes.Keys.Where(m => m.IsVirtual).SelectMany(Slots).ToLookup(s => s.Slot, s => s.Method);

        foreach (var node in _nodes.Values)
            AddCalls(node);
        foreach (var method in new OutsideCalls(types, IsFirmware).Targets.Concat(Delegates.Calls.Select(n => n.Method!)).ToList())
            Outside.Calls.Add(_nodes[method]);
    }

    /// <summary>The methods.</summary>
    public IEnumerable<CallNode> Methods => _nodes.Values;

    /// <summary>Code of the host and of NanoApi, as far as it may call firmware.</summary>
    public CallNode Outside { get; } = new(null);

    /// <summary>Calls of delegates.</summary>
    public CallNode Delegates { get; } = new(null);

    public static CallGraph Of(Firmware firmware) => new(firmware);

    /// <summary>The methods of firmware that a call may come to; false when it is a call of something else.</summary>
    /// <param name="callee">What is called.</param>
    /// <param name="isVirtual">Whether overrides count.</param>
    /// <param name="targets">The methods; none for one without a body, of which nothing can be known.</param>
    public bool TryGetTargets(MethodReference callee, bool isVirtual, out IReadOnlyList<CallNode> targets)
    {
        targets = [];
        var definition = callee.Resolve();
        if (!IsFirmware(definition))
            return false;
        targets = [.. Bodies(definition!, isVirtual)];
        return true;
    }

    private static IEnumerable<((string, int) Slot, MethodDefinition Method)> Slots(MethodDefinition method) =>
        method.Overrides
            .Select(o => o.Name)
            .Append(method.Name)
            .Select(name => (SlotOf(name, method.Parameters.Count), method));

    // An explicit implementation has the interface's name before its own.
    private static (string, int) SlotOf(string name, int parameters) => (name[(name.LastIndexOf('.') + 1)..], parameters);

    private static bool IsDelegate(TypeDefinition? type) => type?.BaseType?.FullName == "System.MulticastDelegate";

    private bool IsFirmware(MemberReference? definition) => definition is not null && _modules.Contains(definition.Module);

    private void AddCalls(CallNode node)
    {
        foreach (var instruction in node.Method!.Body.Instructions)
        {
            if (instruction.Operand is not MethodReference callee)
                continue;
            var isTarget = instruction.OpCode.Code is Code.Ldftn or Code.Ldvirtftn;
            var isVirtual = instruction.OpCode.Code is Code.Callvirt or Code.Ldvirtftn;
            var definition = callee.Resolve();
            if (!isTarget && callee.Name == "Invoke" && IsDelegate(callee.DeclaringType.Resolve()))
                node.Calls.Add(Delegates);
            else if (!IsFirmware(definition) && !isTarget && OutsideCalls.MayCallBack(callee))
                node.Calls.Add(Outside);
            else if (IsFirmware(definition))
                (isTarget ? Delegates : node).Calls.UnionWith(Bodies(definition!, isVirtual));
        }
    }

    private IEnumerable<CallNode> Bodies(MethodDefinition method, bool isVirtual)
    {
        if (isVirtual && method.IsVirtual)
            return _virtual[SlotOf(method.Name, method.Parameters.Count)].Select(m => _nodes[m]);
        return _nodes.TryGetValue(method, out var node) ? [node] : [];
    }
}
