using System.Reflection;
using Mono.Cecil;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Api;

/// <summary>
/// Compares a nanoFramework type with the type that is to stand in for it. A name that resolves is not enough: code compiled
/// against a class goes wrong on a struct, and a cast or a <c>catch</c> that held on the board must hold here.
/// </summary>
internal sealed class KindCheck
{
    private readonly ApiMap _api;
    private readonly Signature _signature;

    public KindCheck(ApiMap api, Signature signature)
    {
        _api = api;
        _signature = signature;
    }

    /// <summary>What is different; null when the type can stand in.</summary>
    public string? Difference(TypeDefinition nano, Type target)
    {
        var (kind, targetKind) = (Kind(nano), Kind(target));
        if (kind != targetKind)
            return $"it is a {kind} on the board and a {targetKind} here";
        if (nano.GenericParameters.Count != target.GetGenericArguments().Length)
            return "it has another number of type parameters here";

        return kind switch
        {
            "enum" => EnumDifference(nano, target),
            "delegate" => DelegateDifference(nano, target),
            "class" => ClassDifference(nano, target) ?? InterfaceDifference(nano, target),
            _ => InterfaceDifference(nano, target),
        };
    }

    private static string Kind(TypeDefinition type) =>
        type.IsInterface ? "interface"
        : type.IsEnum ? "enum"
        : type.IsValueType ? "struct"
        : type.BaseType?.FullName == "System.MulticastDelegate" ? "delegate"
        : "class";

    private static string Kind(Type type) =>
        type.IsInterface ? "interface"
        : type.IsEnum ? "enum"
        : type.IsValueType ? "struct"
        : type.BaseType == typeof(MulticastDelegate) ? "delegate"
        : "class";

    private string? EnumDifference(TypeDefinition nano, Type target)
    {
        var underlying = nano.Fields.First(f => !f.IsStatic).FieldType;
        if (_signature.Of(underlying) != _signature.Of(target.GetEnumUnderlyingType()))
            return $"its values are {Describe.Type(underlying)} on the board and {target.GetEnumUnderlyingType()} here";

        // Compilers put numbers, not names, into firmware.
        var exempt = HostTypes.Find(nano.FullName);
        foreach (var literal in nano.Fields.Where(f => f.HasConstant && exempt?.Denies(f.Name, []) is null))
        {
            var own = target.GetField(literal.Name)?.GetRawConstantValue();
            if (!Equals(own, literal.Constant))
                return $"{literal.Name} is {literal.Constant} on the board and {own ?? "missing"} here";
        }

        return null;
    }

    private string? DelegateDifference(TypeDefinition nano, Type target)
    {
        var invoke = _signature.Of(nano.Methods.First(m => m.Name == "Invoke"));
        var own = _signature.Of(target.GetMethod("Invoke")!);
        return invoke == own ? null : "it has other parameters or another result here";
    }

    private string? ClassDifference(TypeDefinition nano, Type target)
    {
        if (target.IsAbstract && !nano.IsAbstract)
            return "objects of it can be made on the board but not here";

        var bases = new HashSet<string>(StringComparer.Ordinal);
        for (var above = nano.BaseType; above is not null; above = above.Resolve()?.BaseType)
        {
            bases.Add(above.FullName);
            if (_api.Judge(above) is TypeVerdict.Target expected && !expected.Type.IsAssignableFrom(target))
                return $"it is no {Describe.Type(above)} here";
        }

        for (var above = target.BaseType; above is not null; above = above.BaseType)
        {
            var name = above.FullName!.Replace('+', '/');
            if (!bases.Contains(name) && _api.IsNanoType(name))
                return $"it is a {above.FullName} here but not on the board";
        }

        return null;
    }

    private string? InterfaceDifference(TypeDefinition nano, Type target)
    {
        foreach (var implementation in nano.Interfaces)
        {
            var type = implementation.InterfaceType;
            if (_api.Judge(type) is TypeVerdict.Target expected && !expected.Type.IsAssignableFrom(target))
                return $"it is no {Describe.Type(type)} here";
        }

        return null;
    }
}
