using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace NanoSurface;

/// <summary>Writes methods: modifiers, return type, parameters with their names and defaults.</summary>
internal sealed class MethodPrinter(MetadataReader metadata, GenericNames names, bool isInterface)
{
    /// <summary>Modifiers, each followed by a space; what an interface member has by nature is left out.</summary>
    public string Modifiers(MethodDefinition method)
    {
        var flags = method.Attributes;
        var isStatic = flags.HasFlag(MethodAttributes.Static);
        if (isInterface && !isStatic && flags.HasFlag(MethodAttributes.Abstract)) return "";
        return $"{Access.Word(flags)} {(isStatic ? "static " : Inheritance(flags))}";
    }

    /// <summary>The mark of a member that the CLR implements, in whole or in part; empty for others.</summary>
    public static string Mark(params ReadOnlySpan<MethodDefinition> methods)
    {
        foreach (var method in methods)
        {
            if (method.ImplAttributes.HasFlag(MethodImplAttributes.InternalCall)) return Listing.NativeMark;
        }

        return "";
    }

    /// <summary>Return type, <paramref name="name"/> and parameters.</summary>
    public string Signature(MethodDefinition method, string name)
    {
        var parameters = GenericParameters.ListOf(metadata, method.GetGenericParameters());
        return $"{Decode(method).ReturnType} {name}{parameters}{Parameters(method)}";
    }

    /// <summary>The parameters in parentheses.</summary>
    public string Parameters(MethodDefinition method) => $"({ParameterList(method, Decode(method).ParameterTypes)})";

    /// <summary>Types with the names, modifiers and defaults that the parameters of <paramref name="method"/> have in their places.</summary>
    public string ParameterList(MethodDefinition method, ImmutableArray<string> types)
    {
        var rows = method.GetParameters().Select(metadata.GetParameter).ToDictionary(p => p.SequenceNumber);
        return string.Join(", ", types.Select((type, index) =>
            rows.TryGetValue(index + 1, out var row) ? Parameter(type, row) : type));
    }

    private string Parameter(string type, Parameter row)
    {
        var attributes = new Attributes(metadata, row.GetCustomAttributes());
        var byReference = type.StartsWith("ref ", StringComparison.Ordinal);
        if (byReference && row.Attributes.HasFlag(ParameterAttributes.Out)) type = $"out {type[4..]}";
        else if (byReference && attributes.IsReadOnly) type = $"in {type[4..]}";

        var isParams = attributes.IsParamArray ? "params " : "";
        var value = row.GetDefaultValue() is { IsNil: false } constant ? $" = {ConstantText.Of(metadata, constant)}" : "";
        return $"{isParams}{type} {metadata.GetString(row.Name)}{value}";
    }

    private MethodSignature<string> Decode(MethodDefinition method) => method.DecodeSignature(
        TypeNames.Instance, names with { OfMethod = GenericParameters.NamesOf(metadata, method.GetGenericParameters()) });

    private static string Inheritance(MethodAttributes flags)
    {
        if (!flags.HasFlag(MethodAttributes.Virtual)) return "";
        var isNew = flags.HasFlag(MethodAttributes.NewSlot);
        var isFinal = flags.HasFlag(MethodAttributes.Final);
        var isAbstract = flags.HasFlag(MethodAttributes.Abstract);
        return (isNew, isFinal, isAbstract) switch
        {
            // A method that implements an interface and is not virtual in the source: virtual and final in metadata.
            (true, true, _) => "",
            (true, false, true) => "abstract ",
            (true, false, false) => "virtual ",
            (false, true, _) => "sealed override ",
            (false, false, true) => "abstract override ",
            (false, false, false) => "override ",
        };
    }
}
