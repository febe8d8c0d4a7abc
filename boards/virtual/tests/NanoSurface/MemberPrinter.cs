using System.Reflection;
using System.Reflection.Metadata;

namespace NanoSurface;

/// <summary>Writes the members of one type, a line each.</summary>
internal sealed class MemberPrinter(MetadataReader metadata, TypeDefinition type, GenericNames names, bool isInterface)
{
    private readonly MethodPrinter _methods = new(metadata, names, isInterface);

    public IEnumerable<string> All =>
        [.. Fields, .. Constructors, .. Properties, .. Events, .. Methods];

    /// <summary>The integer type behind an enum.</summary>
    public string UnderlyingType => FieldType(InstanceFields.Single());

    public IEnumerable<string> EnumValues => type.GetFields()
        .Select(metadata.GetFieldDefinition)
        .Where(f => f.Attributes.HasFlag(FieldAttributes.Literal))
        .Select(f => $"{Prefix(f.GetCustomAttributes())}{metadata.GetString(f.Name)} = {ConstantText.Of(metadata, f.GetDefaultValue())}");

    /// <summary>What a delegate type takes and returns, written as the method <paramref name="name"/>.</summary>
    public string Invocation(string name) => _methods.Signature(
        type.GetMethods().Select(metadata.GetMethodDefinition).Single(m => metadata.GetString(m.Name) == "Invoke"), name);

    private IEnumerable<FieldDefinition> InstanceFields => type.GetFields()
        .Select(metadata.GetFieldDefinition)
        .Where(f => !f.Attributes.HasFlag(FieldAttributes.Static));

    private IEnumerable<string> Fields => type.GetFields()
        .Select(metadata.GetFieldDefinition)
        .Where(f => Access.IsVisible(f.Attributes))
        .Select(Field);

    private IEnumerable<string> Constructors => VisibleMethods
        .Where(m => metadata.GetString(m.Name) == ".ctor")
        .Select(m => $"{Prefix(m.GetCustomAttributes())}{_methods.Modifiers(m)}{SimpleTypeName}{_methods.Parameters(m)}{MethodPrinter.Mark(m)}");

    private IEnumerable<string> Properties =>
        from property in type.GetProperties().Select(metadata.GetPropertyDefinition)
        let text = Property(property)
        where text is not null
        select text;

    private IEnumerable<string> Events =>
        from happening in type.GetEvents().Select(metadata.GetEventDefinition)
        let adder = metadata.GetMethodDefinition(happening.GetAccessors().Adder)
        where Access.IsVisible(adder.Attributes)
        select $"{Prefix(happening.GetCustomAttributes())}{_methods.Modifiers(adder)}event {TypeNames.Of(metadata, happening.Type, names)} {metadata.GetString(happening.Name)}";

    private IEnumerable<string> Methods
    {
        get
        {
            var accessors = Accessors();
            return type.GetMethods()
                .Where(handle => !accessors.Contains(handle))
                .Select(metadata.GetMethodDefinition)
                .Where(m => Access.IsVisible(m.Attributes) && metadata.GetString(m.Name) != ".ctor")
                .Select(m => $"{Prefix(m.GetCustomAttributes())}{_methods.Modifiers(m)}{_methods.Signature(m, metadata.GetString(m.Name))}{MethodPrinter.Mark(m)}");
        }
    }

    private IEnumerable<MethodDefinition> VisibleMethods =>
        type.GetMethods().Select(metadata.GetMethodDefinition).Where(m => Access.IsVisible(m.Attributes));

    private string SimpleTypeName => metadata.GetString(type.Name).Split('`', 2)[0];

    private string Field(FieldDefinition field)
    {
        var access = Access.Word(field.Attributes);
        var name = metadata.GetString(field.Name);
        var prefix = Prefix(field.GetCustomAttributes());

        if (field.Attributes.HasFlag(FieldAttributes.Literal))
            return $"{prefix}{access} const {FieldType(field)} {name} = {ConstantText.Of(metadata, field.GetDefaultValue())}";

        var isStatic = field.Attributes.HasFlag(FieldAttributes.Static) ? "static " : "";
        var isReadOnly = field.Attributes.HasFlag(FieldAttributes.InitOnly) ? "readonly " : "";
        return $"{prefix}{access} {isStatic}{isReadOnly}{FieldType(field)} {name}";
    }

    private string FieldType(FieldDefinition field) => field.DecodeSignature(TypeNames.Instance, names);

    // Null when no accessor can be called from outside.
    private string? Property(PropertyDefinition property)
    {
        var accessors = property.GetAccessors();
        var visible = new[] { (Word: "get", Handle: accessors.Getter), (Word: "set", Handle: accessors.Setter) }
            .Where(a => !a.Handle.IsNil)
            .Select(a => (a.Word, Method: metadata.GetMethodDefinition(a.Handle)))
            .Where(a => Access.IsVisible(a.Method.Attributes))
            .ToList();
        if (visible.Count == 0) return null;

        // The property is as accessible as its more accessible accessor; the other one says so when it is less.
        var main = visible.MaxBy(a => Access.Rank(a.Method.Attributes)).Method;
        var words = visible.Select(a => Access.Rank(a.Method.Attributes) < Access.Rank(main.Attributes)
            ? $"{Access.Word(a.Method.Attributes)} {a.Word};"
            : $"{a.Word};");

        var signature = property.DecodeSignature(TypeNames.Instance, names);
        var name = signature.ParameterTypes.Length == 0
            ? metadata.GetString(property.Name)
            : $"this[{_methods.ParameterList(main, signature.ParameterTypes)}]";
        return $"{Prefix(property.GetCustomAttributes())}{_methods.Modifiers(main)}{signature.ReturnType} {name} " +
            $"{{ {string.Join(" ", words)} }}{MethodPrinter.Mark([.. visible.Select(a => a.Method)])}";
    }

    private HashSet<MethodDefinitionHandle> Accessors()
    {
        var properties = type.GetProperties().Select(p => metadata.GetPropertyDefinition(p).GetAccessors());
        var events = type.GetEvents().Select(e => metadata.GetEventDefinition(e).GetAccessors());
        return [.. properties.SelectMany(a => new[] { a.Getter, a.Setter }), .. events.SelectMany(a => new[] { a.Adder, a.Remover })];
    }

    private string Prefix(CustomAttributeHandleCollection handles) => new Attributes(metadata, handles).Prefix;
}
