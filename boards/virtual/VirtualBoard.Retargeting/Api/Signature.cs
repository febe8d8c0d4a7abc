using System.Reflection;
using Mono.Cecil;

namespace VirtualBoard.Retargeting.Api;

/// <summary>
/// Writes types and signatures of both worlds in one way, so that they can be compared as text. Each named type carries the world
/// it lives in once retargeted: <c>H:</c> the host, <c>N:</c> NanoApi, <c>F:</c> the firmware.
/// </summary>
internal sealed class Signature
{
    private readonly Func<TypeReference, TypeVerdict> _judge;
    private readonly Assembly _nanoApi;

    public Signature(Func<TypeReference, TypeVerdict> judge, Assembly nanoApi)
    {
        _judge = judge;
        _nanoApi = nanoApi;
    }

    /// <summary>Text of a firmware type as it will be; null when something in it is not available.</summary>
    public string? Of(TypeReference type)
    {
        switch (type)
        {
            case GenericParameter parameter:
                return (parameter.Type == GenericParameterType.Method ? "!!" : "!") + parameter.Position;
            case ByReferenceType reference:
                return Of(reference.ElementType) is { } referred ? referred + "&" : null;
            case PointerType pointer:
                return Of(pointer.ElementType) is { } pointed ? pointed + "*" : null;
            case ArrayType array:
                return Of(array.ElementType) is { } element ? element + Ranks(array.Rank, array.IsVector) : null;
            case RequiredModifierType modified:
                return Of(modified.ElementType) is { } plain && Of(modified.ModifierType) is { } modifier
                    ? $"{plain} modreq({modifier})"
                    : null;
            case GenericInstanceType generic:
                var arguments = generic.GenericArguments.Select(Of).ToList();
                return Of(generic.ElementType) is { } definition && !arguments.Contains(null)
                    ? $"{definition}<{string.Join(",", arguments)}>"
                    : null;
            case TypeSpecification:
                return null;
            default:
                return _judge(type) switch
                {
                    TypeVerdict.Own => "F:" + type.FullName,
                    TypeVerdict.Target target => Of(target.Type),
                    _ => null,
                };
        }
    }

    /// <summary>Text of a firmware method's signature as it will be; null when something in it is not available.</summary>
    /// <param name="method">The method.</param>
    /// <param name="name">Name to write instead of its own.</param>
    public string? Of(MethodReference method, string? name = null)
    {
        var result = Of(method.ReturnType);
        var parameters = method.Parameters.Select(p => Of(p.ParameterType)).ToList();
        return result is null || parameters.Contains(null)
            ? null
            : Text(method.HasThis, result, name ?? method.Name, method.GenericParameters.Count, parameters!);
    }

    /// <summary>Text of a type of the host or of NanoApi.</summary>
    public string Of(Type type)
    {
        if (type.IsGenericParameter)
            return (type.IsGenericMethodParameter ? "!!" : "!") + type.GenericParameterPosition;
        if (type.IsByRef)
            return Of(type.GetElementType()!) + "&";
        if (type.IsPointer)
            return Of(type.GetElementType()!) + "*";
        if (type.IsArray)
            return Of(type.GetElementType()!) + Ranks(type.GetArrayRank(), type.IsSZArray);
        if (type.IsConstructedGenericType)
            return $"{Of(type.GetGenericTypeDefinition())}<{string.Join(",", type.GetGenericArguments().Select(Of))}>";

        // Anything else is a kind of type that firmware has no way to name.
        return type.FullName is null
            ? "?" + type
            : (type.Assembly == _nanoApi ? "N:" : "H:") + type.FullName.Replace('+', '/');
    }

    /// <summary>Text of the signature of a method or constructor of the host or of NanoApi.</summary>
    public string Of(MethodBase method)
    {
        var result = method is MethodInfo { ReturnParameter: var r } ? Of(r) : Of(typeof(void));
        var generics = method.IsGenericMethodDefinition ? method.GetGenericArguments().Length : 0;
        return Text(!method.IsStatic, result, method.Name, generics, method.GetParameters().Select(Of));
    }

    /// <summary>Text of a signature put together from its parts.</summary>
    public string Of(bool hasThis, Type result, string name, IEnumerable<ParameterInfo> parameters) =>
        Text(hasThis, Of(result), name, 0, parameters.Select(Of));

    private string Of(ParameterInfo parameter)
    {
        var text = Of(parameter.ParameterType);
        foreach (var modifier in parameter.GetRequiredCustomModifiers())
            text += $" modreq({Of(modifier)})";
        return text;
    }

    private static string Ranks(int rank, bool isVector) => isVector ? "[]" : $"[{new string(',', rank - 1)}*]";

    private static string Text(bool hasThis, string result, string name, int generics, IEnumerable<string> parameters) =>
        $"{(hasThis ? "instance " : "static ")}{result} {name}{(generics > 0 ? "`" + generics : "")}({string.Join(", ", parameters)})";
}
