using System.Reflection;
using System.Reflection.Metadata;

namespace NanoSurface;

/// <summary>Writes the declaration of one type and, in a listing's order, its members: fields, constructors, properties, events, methods.</summary>
internal sealed class TypePrinter(MetadataReader metadata, TypeDefinitionHandle handle)
{
    private readonly TypeDefinition _type = metadata.GetTypeDefinition(handle);
    private readonly string _name = TypeNames.Of(metadata, handle);
    private readonly GenericNames _names = new(GenericParameters.NamesOf(metadata, metadata.GetTypeDefinition(handle).GetGenericParameters()), []);

    public ListedType Print()
    {
        var members = new MemberPrinter(metadata, _type, _names, IsInterface);
        var prefix = new Attributes(metadata, _type.GetCustomAttributes()).Prefix + Accessibility;
        var parameters = GenericParameters.ListOf(metadata, _type.GetGenericParameters());

        return BaseName switch
        {
            "System.Enum" => Listed($"{prefix} enum {_name} : {members.UnderlyingType}", members.EnumValues),
            "System.MulticastDelegate" => Listed($"{prefix} delegate {members.Invocation($"{_name}{parameters}")}", []),
            _ => Listed($"{prefix} {Modifiers}{Kind} {_name}{parameters}{Inherited}", members.All),
        };
    }

    private bool IsInterface => _type.Attributes.HasFlag(TypeAttributes.Interface);

    private bool IsValueType => BaseName == "System.ValueType" && _name != "System.Enum";

    private string BaseName => _type.BaseType.IsNil ? "" : TypeNames.Of(metadata, _type.BaseType, _names);

    private string Kind => IsInterface ? "interface" : IsValueType ? "struct" : "class";

    private string Accessibility => (_type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.NestedFamily => "protected",
        TypeAttributes.NestedFamORAssem => "protected internal",
        _ => "public",
    };

    private string Modifiers
    {
        get
        {
            if (IsInterface || IsValueType) return "";
            var isAbstract = _type.Attributes.HasFlag(TypeAttributes.Abstract);
            var isSealed = _type.Attributes.HasFlag(TypeAttributes.Sealed);
            return (isAbstract, isSealed) switch
            {
                (true, true) => "static ",
                (true, false) => "abstract ",
                (false, true) => "sealed ",
                _ => "",
            };
        }
    }

    private string Inherited
    {
        get
        {
            // What every class or struct has anyway is not written down.
            var bases = BaseName is "" or "System.Object" or "System.ValueType" ? [] : new List<string> { BaseName };
            bases.AddRange(_type.GetInterfaceImplementations()
                .Select(i => TypeNames.Of(metadata, metadata.GetInterfaceImplementation(i).Interface, _names)));
            return bases.Count == 0 ? "" : $" : {string.Join(", ", bases)}";
        }
    }

    private static ListedType Listed(string declaration, IEnumerable<string> members) =>
        new(ListedType.NameIn(declaration), declaration, [.. members]);
}
