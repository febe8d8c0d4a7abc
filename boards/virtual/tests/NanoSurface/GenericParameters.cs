using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace NanoSurface;

internal static class GenericParameters
{
    public static ImmutableArray<string> NamesOf(MetadataReader metadata, GenericParameterHandleCollection handles) =>
        [.. handles.Select(h => metadata.GetString(metadata.GetGenericParameter(h).Name))];

    /// <summary>The parameters in angle brackets with their variance; empty when there are none.</summary>
    public static string ListOf(MetadataReader metadata, GenericParameterHandleCollection handles)
    {
        if (handles.Count == 0) return "";
        return $"<{string.Join(", ", handles.Select(metadata.GetGenericParameter).Select(p => Variance(p) + metadata.GetString(p.Name)))}>";
    }

    private static string Variance(GenericParameter parameter) => (parameter.Attributes & GenericParameterAttributes.VarianceMask) switch
    {
        GenericParameterAttributes.Covariant => "out ",
        GenericParameterAttributes.Contravariant => "in ",
        _ => "",
    };
}
