using Mono.Cecil;

namespace VirtualBoard.Retargeting.Pipeline;

/// <summary>Names of types and members as messages show them.</summary>
internal static class Describe
{
    public static string Type(TypeReference type) => type.FullName.Replace('/', '.');

    public static string Field(FieldReference field) => $"{Type(field.DeclaringType)}.{field.Name}";

    public static string Method(MethodReference method)
    {
        var parameters = string.Join(", ", method.Parameters.Select(p => Type(p.ParameterType)));
        return $"{Type(method.DeclaringType)}.{method.Name}({parameters})";
    }
}
