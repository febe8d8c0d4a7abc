using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using NanoSurface;

namespace NanoReference.Tests;

/// <summary>Says what in a compiled assembly not every nanoFramework runs: generics above all, which version 1 does not know.</summary>
internal static class DeviceLimits
{
    /// <summary>The offences, for people; none when the assembly runs on both versions as far as its language goes.</summary>
    public static IReadOnlyList<string> Offences(Stream image)
    {
        using var reader = new PEReader(image, PEStreamOptions.LeaveOpen);
        var metadata = reader.GetMetadataReader();
        var offences = new List<string>();
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            if (type.GetGenericParameters().Count > 0)
                offences.Add($"{TypeNames.Of(metadata, handle)} is generic");
            foreach (var field in type.GetFields().Select(metadata.GetFieldDefinition))
                Add(field.DecodeSignature(Kinds.Instance, GenericNames.None), $"field {TypeNames.Of(metadata, handle)}.{metadata.GetString(field.Name)}");
            foreach (var method in type.GetMethods().Select(metadata.GetMethodDefinition))
                AddMethod(method, $"{TypeNames.Of(metadata, handle)}.{metadata.GetString(method.Name)}");
        }

        for (var row = 1; row <= metadata.GetTableRowCount(TableIndex.TypeSpec); row++)
            Add(metadata.GetTypeSpecification(MetadataTokens.TypeSpecificationHandle(row)).DecodeSignature(Kinds.Instance, GenericNames.None), "a type that is used");
        if (metadata.GetTableRowCount(TableIndex.MethodSpec) > 0)
            offences.Add("a generic method is called");
        return offences;

        void AddMethod(MethodDefinition method, string name)
        {
            if (method.GetGenericParameters().Count > 0)
            {
                offences.Add($"{name} is generic");
                return;
            }

            var signature = method.DecodeSignature(Kinds.Instance, GenericNames.None);
            Add(signature.ReturnType, $"what {name} returns");
            foreach (var parameter in signature.ParameterTypes)
                Add(parameter, $"a parameter of {name}");
            if (method.RelativeVirtualAddress == 0)
                return;
            var body = reader.GetMethodBody(method.RelativeVirtualAddress);
            if (body.ExceptionRegions.Any(r => r.Kind == ExceptionRegionKind.Filter))
                offences.Add($"{name} has an exception filter");
            if (body.LocalSignature.IsNil)
                return;
            foreach (var local in metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(Kinds.Instance, GenericNames.None))
                Add(local, $"a local of {name}");
        }

        void Add(string? kind, string where)
        {
            if (kind is not null)
                offences.Add($"{where}: {kind}");
        }
    }

    /// <summary>Gives for a type why not every nanoFramework has it; null when all do.</summary>
    private sealed class Kinds : ISignatureTypeProvider<string?, GenericNames>
    {
        public static readonly Kinds Instance = new();

        public string? GetPrimitiveType(PrimitiveTypeCode typeCode) => null;

        public string? GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => null;

        public string? GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
            TypeNames.Of(reader, handle) == "System.Decimal" ? "decimal" : null;

        public string? GetTypeFromSpecification(MetadataReader reader, GenericNames genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        public string? GetGenericInstantiation(string? genericType, ImmutableArray<string?> typeArguments) => "a generic type";

        public string? GetGenericTypeParameter(GenericNames genericContext, int index) => "a generic parameter";

        public string? GetGenericMethodParameter(GenericNames genericContext, int index) => "a generic parameter";

        public string? GetSZArrayType(string? elementType) => elementType;

        public string? GetArrayType(string? elementType, ArrayShape shape) => "an array of several dimensions";

        public string? GetByReferenceType(string? elementType) => elementType;

        public string? GetPointerType(string? elementType) => "a pointer";

        public string? GetFunctionPointerType(MethodSignature<string?> signature) => "a function pointer";

        public string? GetModifiedType(string? modifier, string? unmodifiedType, bool isRequired) => unmodifiedType;

        public string? GetPinnedType(string? elementType) => elementType;
    }
}
