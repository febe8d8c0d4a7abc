using System.Text.RegularExpressions;

namespace VirtualBoard.NanoApi.Reflection;

/// <summary>What a public type of nanoFramework has.</summary>
internal sealed class SurfaceType
{
    private static readonly Regex AccessorLine = new(@"(\w+)(\[.*\])? \{ ", RegexOptions.CultureInvariant);
    private static readonly Regex EventLine = new(@"\bevent [\w.]+ (\w+)", RegexOptions.CultureInvariant);
    private static readonly Regex MethodLine = new(@"(\w+)\((.*)\)", RegexOptions.CultureInvariant);
    private static readonly Regex FieldLine = new(@"(\w+)(?: = .*)?$", RegexOptions.CultureInvariant);

    private readonly HashSet<string> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _bases;

    public SurfaceType(string fullName, SurfaceAssembly assembly, IReadOnlyList<string> bases, bool isDelegate)
    {
        (FullName, Assembly) = (fullName, assembly);
        _bases = new HashSet<string>(bases, StringComparer.Ordinal);
        if (isDelegate)
            _members.UnionWith(["Invoke", ".ctor/2"]);
    }

    /// <summary>Full name, nested types after a dot.</summary>
    public string FullName { get; }

    /// <summary>The assembly it is in.</summary>
    public SurfaceAssembly Assembly { get; }

    /// <summary>Whether it is declared to be, or to implement, a type.</summary>
    public bool Is(string fullName) => _bases.Contains(fullName);

    /// <summary>Whether it has a method or constructor of that name with so many parameters.</summary>
    public bool HasMethod(string name, int parameters) => _members.Contains($"{name}/{parameters}") || _members.Contains(name);

    /// <summary>Whether it has a field of that name.</summary>
    public bool HasField(string name) => _members.Contains("field " + name);

    /// <summary>Adds a line of the listing.</summary>
    public void Add(string line)
    {
        if (AccessorLine.Match(line) is { Success: true } property)
        {
            var name = property.Groups[1].Value == "this" ? property.Groups[2].Success ? "Item" : "Chars" : property.Groups[1].Value;
            _members.UnionWith([$"get_{name}", $"set_{name}", "get_Chars", "set_Chars"]);
        }
        else if (EventLine.Match(line) is { Success: true } happening)
            _members.UnionWith([$"add_{happening.Groups[1].Value}", $"remove_{happening.Groups[1].Value}"]);
        else if (MethodLine.Match(line) is { Success: true } method)
            AddMethod(method.Groups[1].Value, method.Groups[2].Value);
        else if (FieldLine.Match(line) is { Success: true } field)
            _members.Add("field " + field.Groups[1].Value);
    }

    private void AddMethod(string name, string parameters)
    {
        var count = parameters.Length == 0 ? 0 : parameters.Count(static c => c == ',') + 1;
        var isConstructor = FullName.EndsWith("." + name, StringComparison.Ordinal);
        _members.Add($"{(isConstructor ? ".ctor" : name)}/{count}");
    }
}
