using System.Reflection.Metadata;

namespace NanoSurface;

/// <summary>The custom attributes a listing shows; all others are invisible to a caller's compiler.</summary>
internal sealed class Attributes
{
    private const ushort Prolog = 1;

    private readonly List<string> _shown = [];

    public Attributes(MetadataReader metadata, CustomAttributeHandleCollection handles)
    {
        foreach (var handle in handles) Add(metadata, metadata.GetCustomAttribute(handle));
    }

    /// <summary>What comes before a declaration, each followed by a space.</summary>
    public string Prefix => string.Concat(_shown.Select(a => $"[{a}] "));

    public bool IsParamArray { get; private set; }

    public bool IsReadOnly { get; private set; }

    public string? NativeVersion { get; private set; }

    private void Add(MetadataReader metadata, CustomAttribute attribute)
    {
        var (type, constructor) = Constructor(metadata, attribute.Constructor);
        var arguments = metadata.GetBlobReader(attribute.Value);
        if (arguments.Length < sizeof(ushort) || arguments.ReadUInt16() != Prolog) return;

        switch (type)
        {
            case "System.FlagsAttribute":
                _shown.Add("Flags");
                break;
            case "System.AttributeUsageAttribute":
                _shown.Add($"Usage({arguments.ReadInt32()})");
                break;
            case "System.Reflection.DefaultMemberAttribute":
                _shown.Add($"DefaultMember({ConstantText.Quote(arguments.ReadSerializedString()!)})");
                break;
            case "System.ObsoleteAttribute":
                _shown.Add(Obsolete(ref arguments, constructor.ParameterTypes.Length));
                break;
            case "System.ParamArrayAttribute":
                IsParamArray = true;
                break;
            case "System.Runtime.CompilerServices.IsReadOnlyAttribute":
                IsReadOnly = true;
                break;
            case "System.Reflection.AssemblyNativeVersionAttribute":
                NativeVersion = arguments.ReadSerializedString();
                break;
        }
    }

    private static string Obsolete(ref BlobReader arguments, int count)
    {
        if (count == 0) return "Obsolete";
        var message = ConstantText.Quote(arguments.ReadSerializedString() ?? "");
        var isError = count > 1 && arguments.ReadBoolean();
        return isError ? $"Obsolete({message}, true)" : $"Obsolete({message})";
    }

    private static (string Type, MethodSignature<string> Signature) Constructor(MetadataReader metadata, EntityHandle handle)
    {
        if (handle.Kind == HandleKind.MethodDefinition)
        {
            var definition = metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
            return (TypeNames.Of(metadata, definition.GetDeclaringType()), definition.DecodeSignature(TypeNames.Instance, GenericNames.None));
        }

        var reference = metadata.GetMemberReference((MemberReferenceHandle)handle);
        return (TypeNames.Of(metadata, reference.Parent), reference.DecodeMethodSignature(TypeNames.Instance, GenericNames.None));
    }
}
