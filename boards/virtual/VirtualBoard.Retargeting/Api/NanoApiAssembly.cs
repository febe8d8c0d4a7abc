using System.Reflection;

namespace VirtualBoard.Retargeting.Api;

/// <summary>What the assembly that retargeted firmware calls has to offer: whole types, and maps of single members.</summary>
internal sealed class NanoApiAssembly
{
    private const string MapAttribute = "VirtualBoard.NanoApi.NanoMembersOfAttribute";
    private const string GuestHelpers = "VirtualBoard.NanoApi.Guest";

    private readonly Lazy<Dictionary<string, MemberVerdict.Replace>> _maps;
    private readonly Signature _signature;

    public NanoApiAssembly(Assembly assembly)
    {
        Assembly = assembly;

        // Both sides of a member map are types of the host or of NanoApi; the firmware's are never met here.
        _signature = new Signature(_ => throw new InvalidOperationException("No firmware type expected."), assembly);
        _maps = new Lazy<Dictionary<string, MemberVerdict.Replace>>(ReadMaps);
    }

    public Assembly Assembly { get; }

    /// <summary>The public type of that name, if there is one.</summary>
    /// <param name="fullName">Name as reflection writes it.</param>
    public Type? Find(string fullName) =>
        Assembly.GetType(fullName, throwOnError: false) is { } type && (type.IsVisible || type is { IsNestedFamily: true, DeclaringType.IsVisible: true })
            ? type : null;

    /// <summary>The method of a member map that takes a member's place.</summary>
    /// <param name="declaringType">Type that has the member, on the host.</param>
    /// <param name="signature">The member's signature, as <see cref="Signature"/> writes it.</param>
    public MemberVerdict.Replace? FindReplacement(Type declaringType, string signature) =>
        _maps.Value.GetValueOrDefault(Key(declaringType, signature));

    /// <summary>A helper that rewritten code calls.</summary>
    public MethodInfo Helper(string name)
    {
        var type = Assembly.GetType(GuestHelpers)
            ?? throw new InvalidOperationException($"{Assembly.GetName().Name} has no type {GuestHelpers}.");
        return type.GetMethod(name, BindingFlags.Public | BindingFlags.Static)
            ?? throw new InvalidOperationException($"{GuestHelpers} has no public static method {name}.");
    }

    private static string Key(Type type, string signature) => $"{type.FullName}::{signature}";

    private Dictionary<string, MemberVerdict.Replace> ReadMaps()
    {
        var maps = new Dictionary<string, MemberVerdict.Replace>(StringComparer.Ordinal);
        foreach (var type in Assembly.GetTypes())
        {
            var attribute = type.CustomAttributes.FirstOrDefault(a => a.AttributeType.FullName == MapAttribute);
            if (attribute is null)
                continue;

            var target = (Type)attribute.ConstructorArguments[0].Value!;
            foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
                AddMap(maps, target, method);
        }

        return maps;
    }

    private void AddMap(Dictionary<string, MemberVerdict.Replace> maps, Type target, MethodInfo method)
    {
        var parameters = method.GetParameters();
        if (method.Name == "New" && method.ReturnType == target)
        {
            Add(_signature.Of(true, typeof(void), ".ctor", parameters), MemberForm.Constructor);
            return;
        }

        // Whether the first parameter is an argument or the object shows at the call: one method may stand for both.
        Add(_signature.Of(false, method.ReturnType, method.Name, parameters), MemberForm.Static);
        var self = target.IsValueType ? target.MakeByRefType() : target;
        if (parameters.Length > 0 && parameters[0].ParameterType == self)
            Add(_signature.Of(true, method.ReturnType, method.Name, parameters.Skip(1)), MemberForm.Instance);

        void Add(string signature, MemberForm form) =>
            maps.TryAdd(Key(target, signature), new MemberVerdict.Replace(method, form));
    }
}
