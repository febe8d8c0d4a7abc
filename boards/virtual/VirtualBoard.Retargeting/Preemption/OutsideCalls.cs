using Mono.Cecil;

namespace VirtualBoard.Retargeting.Preemption;

/// <summary>What firmware methods the host and NanoApi can know of: overrides of what they declare, and implementations of it.</summary>
internal sealed class OutsideCalls
{
    private readonly Func<MemberReference?, bool> _isFirmware;

    public OutsideCalls(IReadOnlyList<TypeDefinition> types, Func<MemberReference?, bool> isFirmware)
    {
        _isFirmware = isFirmware;

        // By reflection any method can be called.
        var all = types.SelectMany(t => t.Methods).Any(UsesReflection);
        Targets =
        [
            .. types.SelectMany(t => t.Methods).Where(m => m.HasBody && (all || Overrides(m))),
            .. types.SelectMany(Implementations).Where(m => m.HasBody),
        ];
    }

    public HashSet<MethodDefinition> Targets { get; }

    /// <summary>
    /// Whether a method of the host or NanoApi may call firmware before it returns. Those that get nothing but numbers and text and
    /// belong to a value or a plain helper do not; nor do constructors that only keep what they get.
    /// </summary>
    public static bool MayCallBack(MethodReference method)
    {
        var type = method.DeclaringType;
        if (type.FullName == typeof(Division).FullName)
            return false;
        if (method.Name == ".ctor" && (type.FullName == "System.Object" || type.Name.EndsWith("Exception", StringComparison.Ordinal) || IsDelegate(type)))
            return false;
        return !(type.Namespace == "System" && (!method.HasThis || IsPlain(type)) && method.Parameters.All(p => IsPlain(p.ParameterType)));
    }

    private static bool IsDelegate(TypeReference type) => type.Resolve()?.BaseType?.FullName == "System.MulticastDelegate";

    private static bool IsPlain(TypeReference type) => type switch
    {
        ByReferenceType or ArrayType => IsPlain(((TypeSpecification)type).ElementType),
        TypeSpecification or GenericParameter => false,
        _ => type.IsPrimitive || type.MetadataType == MetadataType.String ||
            (type.IsValueType && type.Namespace == "System" && type.DeclaringType is null),
    };

    private static bool UsesReflection(MethodDefinition method) =>
        method.HasBody && method.Body.Instructions.Any(i => i.Operand is MethodReference { Name: "Invoke", DeclaringType.Namespace: "System.Reflection" });

    private bool Overrides(MethodDefinition method) =>
        method.IsVirtual &&
        (method.Overrides.Any(o => !_isFirmware(o.DeclaringType.Resolve())) || (method.IsReuseSlot && !HasFirmwareBase(method)));

    private bool HasFirmwareBase(MethodDefinition method)
    {
        for (var type = method.DeclaringType.BaseType?.Resolve(); _isFirmware(type); type = type!.BaseType?.Resolve())
        {
            if (type!.Methods.Any(m => m is { IsVirtual: true, IsNewSlot: true } && m.Name == method.Name && m.Parameters.Count == method.Parameters.Count))
                return true;
        }

        return false;
    }

    private IEnumerable<MethodDefinition> Implementations(TypeDefinition type)
    {
        var names = type.Interfaces
            .Select(i => i.InterfaceType.Resolve())
            .Where(i => i is not null && !_isFirmware(i))
            .SelectMany(i => i!.Methods)
            .Select(m => m.Name)
            .ToHashSet(StringComparer.Ordinal);
        if (names.Count == 0)
            yield break;

        for (var at = type; _isFirmware(at); at = at!.BaseType?.Resolve())
        {
            foreach (var method in at!.Methods.Where(m => m.IsVirtual && names.Contains(m.Name)))
                yield return method;
        }
    }
}
