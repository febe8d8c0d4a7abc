using System.Reflection;
using Mono.Cecil;
using VirtualBoard.Retargeting.Loading;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Api;

/// <summary>
/// Decides what becomes of each type and member of nanoFramework that firmware refers to. What is not known to behave as the
/// board's is refused: by kind and full signature, never by name alone.
/// </summary>
internal sealed class ApiMap
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private readonly NanoApiAssembly _nanoApi;
    private readonly NanoVersion _nano;
    private readonly Func<string, TypeDefinition?> _findNano;
    private readonly KindCheck _kinds;
    private readonly Dictionary<string, TypeVerdict> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MemberVerdict> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, Dictionary<string, MethodBase>> _methods = [];

    /// <param name="nanoApi">What stands in for nanoFramework.</param>
    /// <param name="nano">The nanoFramework that the firmware is meant for.</param>
    /// <param name="findNano">Finds a type among the nanoFramework assemblies by its full name.</param>
    public ApiMap(NanoApiAssembly nanoApi, NanoVersion nano, Func<string, TypeDefinition?> findNano)
    {
        _nanoApi = nanoApi;
        _nano = nano;
        _findNano = findNano;
        Signature = new Signature(Judge, nanoApi.Assembly);
        _kinds = new KindCheck(this, Signature);
    }

    public Signature Signature { get; }

    public bool IsNanoType(string fullName) => _findNano(fullName) is not null;

    /// <summary>What becomes of a type; <paramref name="type"/> is no array, pointer or the like.</summary>
    public TypeVerdict Judge(TypeReference type)
    {
        if (ScopeName(type) is not { } scope)
            return new TypeVerdict.Refused("it lies in no assembly");
        if (!FrameworkAssemblies.Contains(scope))
            return Resolve(type) is null ? new TypeVerdict.Refused($"{scope} has no such type") : new TypeVerdict.Own();

        if (_types.TryGetValue(type.FullName, out var known))
            return known;

        var nano = Resolve(type);
        if (nano is null)
            return _types[type.FullName] = new TypeVerdict.Refused($"{scope} has no such type");

        var verdict = Find(nano);
        _types.Add(type.FullName, verdict);

        // A type may be met again while it is compared; until it fails, it passes.
        if (verdict is TypeVerdict.Target target && _kinds.Difference(nano, target.Type) is { } difference)
            _types[type.FullName] = verdict = new TypeVerdict.Refused(difference);
        return verdict;
    }

    /// <summary>What becomes of a method of a nanoFramework type.</summary>
    public MemberVerdict Judge(MethodReference method, TypeVerdict.Target target)
    {
        var key = $"{method.DeclaringType.FullName}::{method.FullName}";
        if (!_members.TryGetValue(key, out var verdict))
            _members.Add(key, verdict = JudgeMethod(method, target));
        return verdict;
    }

    /// <summary>What becomes of a field of a nanoFramework type.</summary>
    /// <param name="field">The field.</param>
    /// <param name="target">What stands in for its type.</param>
    /// <param name="write">Whether firmware assigns it.</param>
    public MemberVerdict Judge(FieldReference field, TypeVerdict.Target target, bool write)
    {
        var key = $"{field.DeclaringType.FullName}::{field.FullName}{(write ? "=" : "")}";
        if (!_members.TryGetValue(key, out var verdict))
            _members.Add(key, verdict = JudgeField(field, target, write));
        return verdict;
    }

    /// <summary>The map that takes a method's place when firmware calls it for objects of the given type, boxed or not.</summary>
    public MemberVerdict.Replace? FindReplacement(Type type, MethodReference method) =>
        Signature.Of(method) is { } signature ? _nanoApi.FindReplacement(type, signature) : null;

    /// <summary>The map that stands for <c>base.Method()</c>: it is named <c>base_Method</c>, and it does not dispatch.</summary>
    public MemberVerdict.Replace? FindBaseReplacement(Type type, MethodReference method) =>
        Signature.Of(method, "base_" + method.Name) is { } signature ? _nanoApi.FindReplacement(type, signature) : null;

    /// <summary>The method of what stands in for a nanoFramework type, whether firmware may call it or not.</summary>
    public MethodBase? FindKept(Type target, MethodReference method) =>
        Signature.Of(method) is { } signature ? FindMethod(target, signature) : null;

    /// <summary>The method or constructor with exactly that signature that firmware can reach, in the type or its bases.</summary>
    public MethodBase? FindMethod(Type type, string signature)
    {
        // Constructors are not inherited.
        var last = signature.Contains(" .ctor(", StringComparison.Ordinal) ? type.BaseType : null;
        for (var at = type; at != last && at is not null; at = at.BaseType)
        {
            if (MethodsOf(at).TryGetValue(signature, out var found))
                return found;
        }

        return null;
    }

    private Dictionary<string, MethodBase> MethodsOf(Type type)
    {
        if (!_methods.TryGetValue(type, out var methods))
        {
            methods = new Dictionary<string, MethodBase>(StringComparer.Ordinal);
            foreach (var method in type.GetMembers(Declared).OfType<MethodBase>().Where(m => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly))
                methods.TryAdd(Signature.Of(method), method);
            _methods.Add(type, methods);
        }

        return methods;
    }

    private static string? ScopeName(TypeReference type) => type.Scope switch
    {
        AssemblyNameReference reference => reference.Name,
        ModuleDefinition module => module.Assembly.Name.Name,
        _ => null,
    };

    private static TypeDefinition? Resolve(TypeReference type)
    {
        try
        {
            return type.Resolve();
        }
        catch (AssemblyResolutionException)
        {
            // The assembly is none that the firmware was compiled against.
            return null;
        }
    }

    private TypeVerdict Find(TypeDefinition nano)
    {
        var name = nano.FullName.Replace('/', '+');
        if (_nanoApi.Find(name) is { } replacement)
            return new TypeVerdict.Target(replacement, IsNanoApi: true);

        var outermost = nano;
        while (outermost.DeclaringType is not null)
            outermost = outermost.DeclaringType;
        if (nano.HasGenericParameters && _nano == NanoVersion.V1)
            return new TypeVerdict.Refused(HostTypes.Generics);
        if (HostTypes.Find(outermost.FullName) is null)
            return new TypeVerdict.Refused(HostTypes.WhyNot(nano.FullName));

        return HostPlatform.Find(name) is { } host
            ? new TypeVerdict.Target(host, IsNanoApi: false)
            : new TypeVerdict.Refused("neither the host nor the virtual board has this type");
    }

    private MemberVerdict JudgeMethod(MethodReference method, TypeVerdict.Target target)
    {
        if (method.Resolve() is null)
            return new MemberVerdict.Refused("the nanoFramework assembly beside the firmware has no such member");

        var signature = Signature.Of(method);
        if (signature is not null && _nanoApi.FindReplacement(target.Type, signature) is { } replacement)
            return replacement;
        if (Denied(method.DeclaringType, method.Name, method.Parameters) is { } why && (!target.IsNanoApi || HostTypes.Find(method.DeclaringType.FullName) is null))
            return new MemberVerdict.Refused(why);
        if (signature is null)
            return new MemberVerdict.Refused("its signature has a type that is not available on the board");

        return FindMethod(target.Type, signature) is null
            ? new MemberVerdict.Refused($"{Owner(target)} has no such member with this signature")
            : new MemberVerdict.Keep();
    }

    private MemberVerdict JudgeField(FieldReference field, TypeVerdict.Target target, bool write)
    {
        if (field.Resolve() is not { } nano)
            return new MemberVerdict.Refused("the nanoFramework assembly beside the firmware has no such member");
        if (Signature.Of(field.FieldType) is not { } type)
            return new MemberVerdict.Refused("its type is not available on the board");
        if (Accessor(field, nano.IsStatic, type, target, write) is { } replacement)
            return replacement;
        if (!target.IsNanoApi && Denied(field.DeclaringType, field.Name, []) is { } why)
            return new MemberVerdict.Refused(why);

        for (var at = target.Type; at is not null; at = at.BaseType)
        {
            var found = at.GetField(field.Name, Declared);
            if (found is null || !(found.IsPublic || found.IsFamily || found.IsFamilyOrAssembly))
                continue;
            if (found.IsStatic != nano.IsStatic || Signature.Of(found.FieldType) != type || found.IsLiteral)
                break;
            if (write && found.IsInitOnly)
                return new MemberVerdict.Refused("it can be assigned on the board but not here");
            return new MemberVerdict.Keep();
        }

        return new MemberVerdict.Refused($"{Owner(target)} has no such field of this type");
    }

    private MemberVerdict.Replace? Accessor(
        FieldReference field, bool isStatic, string type, TypeVerdict.Target target, bool write)
    {
        var start = isStatic ? "static " : "instance ";
        var signature = write ? $"{start}H:System.Void set_{field.Name}({type})" : $"{start}{type} get_{field.Name}()";
        return _nanoApi.FindReplacement(target.Type, signature);
    }

    private static string? Denied(TypeReference type, string member, IEnumerable<ParameterDefinition> parameters) =>
        HostTypes.DeniesMember(type.FullName, member, parameters.Select(p => p.ParameterType.FullName));

    private static string Owner(TypeVerdict.Target target) =>
        target.IsNanoApi ? "the virtual board's type" : "the host's type, which stands in for the board's,";
}
