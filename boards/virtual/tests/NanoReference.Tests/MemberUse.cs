using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using NanoSurface;

namespace NanoReference.Tests;

/// <summary>A member of another assembly that a compiled assembly uses.</summary>
/// <param name="Assembly">Name of the other assembly.</param>
/// <param name="Type">Full name of the type; nested types joined by dots.</param>
/// <param name="Key">A method as <c>Name(types)</c>, a field as <c>Name</c>, the type itself as an empty text.</param>
internal sealed record MemberUse(string Assembly, string Type, string Key)
{
    /// <summary>Reads every use in an assembly. Those on generic instances are left out: they are refused otherwise.</summary>
    public static IReadOnlyList<MemberUse> In(Stream image)
    {
        using var reader = new PEReader(image, PEStreamOptions.LeaveOpen);
        var metadata = reader.GetMetadataReader();
        var types = metadata.TypeReferences.Select(t => new MemberUse(AssemblyOf(metadata, t), TypeNames.Of(metadata, t), ""));
        var members = metadata.MemberReferences
            .Select(metadata.GetMemberReference)
            .Where(m => m.Parent.Kind == HandleKind.TypeReference)
            .Select(m => new MemberUse(
                AssemblyOf(metadata, (TypeReferenceHandle)m.Parent), TypeNames.Of(metadata, m.Parent), KeyOf(metadata, m)));
        return [.. types.Concat(members).Distinct()];
    }

    public override string ToString() => Key.Length == 0 ? Type : $"{Type}.{Key}";

    private static string KeyOf(MetadataReader metadata, MemberReference member)
    {
        var name = metadata.GetString(member.Name);
        return member.GetKind() == MemberReferenceKind.Field
            ? name
            : $"{name}({string.Join(", ", member.DecodeMethodSignature(TypeNames.Instance, GenericNames.None).ParameterTypes)})";
    }

    private static string AssemblyOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var scope = metadata.GetTypeReference(handle).ResolutionScope;
        return scope.Kind == HandleKind.TypeReference
            ? AssemblyOf(metadata, (TypeReferenceHandle)scope)
            : metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name);
    }
}
