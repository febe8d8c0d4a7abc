using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace VirtualBoard.Testing.Discovery;

/// <summary>Reads the attributes that mark tests.</summary>
internal sealed class AttributeReader(MetadataReader metadata)
{
    public bool Has(CustomAttributeHandleCollection attributes, string type)
    {
        foreach (var handle in attributes)
        {
            if (TypeOf(metadata.GetCustomAttribute(handle)) == type)
                return true;
        }

        return false;
    }

    /// <summary>The arguments of each [DataRow], in the order in which they are written.</summary>
    public IReadOnlyList<IReadOnlyList<object?>> DataRows(CustomAttributeHandleCollection attributes)
    {
        var rows = new List<IReadOnlyList<object?>>();
        foreach (var handle in attributes)
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (TypeOf(attribute) != NanoAttributes.DataRow)
                continue;
            var arguments = attribute.DecodeValue(new AttributeTypes(metadata)).FixedArguments[0].Value;
            // [DataRow(null)] passes no array at all, and means one argument that is null.
            rows.Add(arguments is null ? [null] : Values(arguments));
        }

        return rows;
    }

    private static List<object?> Values(object array) =>
        [.. ((ImmutableArray<CustomAttributeTypedArgument<string>>)array).Select(Value)];

    private static object? Value(CustomAttributeTypedArgument<string> argument) =>
        argument.Value is ImmutableArray<CustomAttributeTypedArgument<string>> items ? Values(items) : argument.Value;

    private string TypeOf(CustomAttribute attribute) => attribute.Constructor.Kind switch
    {
        HandleKind.MethodDefinition => TypeNames.Full(
            metadata, metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType()),
        HandleKind.MemberReference when
            metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent =>
            TypeNames.Full(metadata, (TypeReferenceHandle)parent),
        _ => "",
    };

    /// <summary>Decoding asks for type names and for the size of enumerations.</summary>
    private sealed class AttributeTypes(MetadataReader metadata) : TypeNames, ICustomAttributeTypeProvider<string>
    {
        public string GetSystemType() => "System.Type";

        public bool IsSystemType(string type) => type == "System.Type";

        public string GetTypeFromSerializedName(string name) => name.Split(',')[0];

        public PrimitiveTypeCode GetUnderlyingEnumType(string type)
        {
            foreach (var handle in metadata.TypeDefinitions)
            {
                if (Full(metadata, handle) == type)
                    return UnderlyingType(metadata.GetTypeDefinition(handle));
            }

            // An enumeration of another assembly: all that nanoFramework declares are int.
            return PrimitiveTypeCode.Int32;
        }

        private PrimitiveTypeCode UnderlyingType(TypeDefinition enumeration)
        {
            // The instance field of an enumeration is its value; its signature is 0x06 and the type code.
            var value = enumeration.GetFields().Select(metadata.GetFieldDefinition)
                .First(f => (f.Attributes & System.Reflection.FieldAttributes.Static) == 0);
            return (PrimitiveTypeCode)metadata.GetBlobBytes(value.Signature)[1];
        }
    }
}
