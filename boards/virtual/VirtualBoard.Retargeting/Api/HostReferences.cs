using System.Reflection;
using Mono.Cecil;
using VirtualBoard.Retargeting.Loading;

namespace VirtualBoard.Retargeting.Api;

/// <summary>
/// Makes references from one firmware assembly to the host's types and to <c>VirtualBoard.NanoApi</c>.
/// </summary>
/// <remarks>Cecil could import reflection types itself, but adds assembly references of its own choice.</remarks>
internal sealed class HostReferences
{
    private readonly ModuleDefinition _module;
    private readonly Dictionary<Type, TypeReference> _types = [];

    public HostReferences(ModuleDefinition module, Assembly nanoApi)
    {
        _module = module;
        HostScope = module.AssemblyReferences.First(r => r.Name == FrameworkAssemblies.Core);
        NanoApiScope = Name(nanoApi);
        NanoApi = nanoApi;
        MachineScope = Name(typeof(CpuMeter).Assembly);
    }

    /// <summary>
    /// Where host types are. It is the assembly's reference to the board's mscorlib, which <see cref="Settle"/> makes one to the
    /// host: Cecil's own notions of <c>int</c>, <c>object</c> and the like hang on that reference.
    /// </summary>
    public AssemblyNameReference HostScope { get; }

    public AssemblyNameReference NanoApiScope { get; }

    public Assembly NanoApi { get; }

    /// <summary>The machine itself, of which rewritten code uses the meter and the division.</summary>
    public AssemblyNameReference MachineScope { get; }

    /// <summary>Points the reference to the board's mscorlib at the host.</summary>
    public void Settle()
    {
        var host = Name(HostPlatform.Core);
        HostScope.Name = host.Name;
        HostScope.Version = host.Version;
        HostScope.PublicKeyToken = host.PublicKeyToken;
    }

    public TypeReference Type(Type type)
    {
        if (_types.TryGetValue(type, out var known))
            return known;

        var reference = Make(type);
        _types.Add(type, reference);
        return reference;
    }

    public MethodReference Method(MethodBase method)
    {
        var reference = new MethodReference(
            method.Name,
            method is MethodInfo { ReturnType: var result } ? Type(result) : _module.TypeSystem.Void,
            Type(method.DeclaringType!))
        {
            HasThis = !method.IsStatic,
        };
        foreach (var parameter in method.GetParameters())
            reference.Parameters.Add(new ParameterDefinition(Type(parameter.ParameterType)));
        return reference;
    }

    private static AssemblyNameReference Name(Assembly assembly)
    {
        var name = assembly.GetName();
        return new AssemblyNameReference(name.Name, name.Version) { PublicKeyToken = name.GetPublicKeyToken() };
    }

    private TypeReference Make(Type type)
    {
        if (type.IsByRef)
            return new ByReferenceType(Type(type.GetElementType()!));
        if (type.IsSZArray)
            return new ArrayType(Type(type.GetElementType()!));
        if (type.IsGenericType || type.IsGenericParameter || type.HasElementType)
            throw new InvalidOperationException($"{type} is no type that a member for firmware may have.");
        if (Primitive(type) is { } primitive)
            return primitive;

        var scope = type.Assembly == NanoApi ? NanoApiScope : type.Assembly == typeof(CpuMeter).Assembly ? MachineScope : HostScope;
        var reference = new TypeReference(type.DeclaringType is null ? type.Namespace ?? "" : "", type.Name, _module, scope)
        {
            // Cecil writes a value type in a signature only when told that it is one.
            IsValueType = type.IsValueType,
        };
        if (type.DeclaringType is { } outer)
            reference.DeclaringType = Type(outer);
        return reference;
    }

    private TypeReference? Primitive(Type type)
    {
        var system = _module.TypeSystem;
        if (type.IsEnum)
            return null;
        return System.Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => system.Boolean,
            TypeCode.Char => system.Char,
            TypeCode.SByte => system.SByte,
            TypeCode.Byte => system.Byte,
            TypeCode.Int16 => system.Int16,
            TypeCode.UInt16 => system.UInt16,
            TypeCode.Int32 => system.Int32,
            TypeCode.UInt32 => system.UInt32,
            TypeCode.Int64 => system.Int64,
            TypeCode.UInt64 => system.UInt64,
            TypeCode.Single => system.Single,
            TypeCode.Double => system.Double,
            TypeCode.String => system.String,
            _ when type == typeof(void) => system.Void,
            _ when type == typeof(object) => system.Object,
            _ when type == typeof(IntPtr) => system.IntPtr,
            _ when type == typeof(UIntPtr) => system.UIntPtr,
            _ => null,
        };
    }
}
