using Mono.Cecil;
using Mono.Cecil.Cil;

namespace VirtualBoard.Retargeting.Preemption;

/// <summary>
/// Calls during which nobody looks at the fuel: they take none, do not ask for the time, and come to no code that does. A loop that
/// makes no others can count in a register.
/// </summary>
internal sealed class QuietCalls
{
    /// <summary>Plain values and text: their members compute. Times and dates are not among them, for they may ask the clock.</summary>
    private static readonly HashSet<string> QuietTypes = new(StringComparer.Ordinal)
    {
        "System.Boolean", "System.Char", "System.SByte", "System.Byte", "System.Int16", "System.UInt16", "System.Int32", "System.UInt32",
        "System.Int64", "System.UInt64", "System.Single", "System.Double", "System.String", "System.Math", "System.BitConverter", "System.Convert",
        "VirtualBoard.NanoApi.Members.StringMembers", "VirtualBoard.Division",
    };

    private static readonly HashSet<string> QuietMethods = new(StringComparer.Ordinal)
    {
        "System.Object::.ctor",
        "System.Array::get_Length",
        "System.Type::GetTypeFromHandle",
        "System.Runtime.CompilerServices.RuntimeHelpers::InitializeArray",
        "VirtualBoard.NanoApi.Guest::Statics",
    };

    private readonly CallGraph _graph;
    private readonly HashSet<CallNode> _loud = [];
    private readonly HashSet<CallNode> _onStack = [];

    public QuietCalls(CallGraph graph, Recursion recursion)
    {
        _graph = graph;
        var methods = graph.Methods.ToList();
        _loud.UnionWith(methods.Where(m => LoopHeaders.Of(m.Method!.Body).Count > 0 || recursion.IsCounted(m)));

        // A method is as loud as the loudest that it calls.
        for (var before = -1; before != _loud.Count;)
        {
            before = _loud.Count;
            _loud.UnionWith(methods.Where(m => !_loud.Contains(m) && m.Method!.Body.Instructions.Any(IsLoud)).ToList());
        }

        // So is one that may be there when others run, or when memory is asked for.
        _onStack.UnionWith(_loud);
        for (var before = -1; before != _onStack.Count;)
        {
            before = _onStack.Count;
            _onStack.UnionWith(methods.Where(m => !_onStack.Contains(m) && m.Method!.Body.Instructions.Any(MayAllocate)).ToList());
        }
    }

    /// <summary>Whether a method may be on a stack when another thread runs, or when memory is asked for.</summary>
    public bool IsOnStack(CallNode method) => _onStack.Contains(method);

    /// <summary>Whether an instruction may come to code that looks at the fuel, or changes it.</summary>
    public bool IsLoud(Instruction instruction)
    {
        if (instruction.OpCode.Code is not (Code.Call or Code.Callvirt or Code.Newobj or Code.Calli or Code.Jmp))
            return false;
        if (instruction.Operand is not MethodReference callee)
            return true;
        if (_graph.TryGetTargets(callee, instruction.OpCode.Code == Code.Callvirt, out var targets))
            return targets.Count == 0 || targets.Any(_loud.Contains);

        var type = callee.DeclaringType.FullName;
        return !QuietMethods.Contains($"{type}::{callee.Name}") &&
            !(QuietTypes.Contains(type) && callee.Parameters.All(p => IsPlain(p.ParameterType)));
    }

    private bool MayAllocate(Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Newobj or Code.Newarr or Code.Box => true,
        Code.Call or Code.Callvirt when instruction.Operand is MethodReference callee =>
            _graph.TryGetTargets(callee, instruction.OpCode.Code == Code.Callvirt, out var targets)
                ? targets.Any(_onStack.Contains)
                : callee.ReturnType.MetadataType == MetadataType.String || callee.ReturnType is ArrayType,
        _ => false,
    };

    // Of anything else a ToString or a comparison of firmware's own might be called.
    private static bool IsPlain(TypeReference type) => type switch
    {
        ByReferenceType or ArrayType => IsPlain(((TypeSpecification)type).ElementType),
        _ => type.IsPrimitive || type.MetadataType == MetadataType.String,
    };
}
