extern alias host;

using System.Text.RegularExpressions;

namespace VirtualBoard.NanoApi.Reflection;

/// <summary>
/// The public surface of nanoFramework's assemblies, so that reflection shows of a type that the host lends what the board's type has,
/// and nothing else of the host can be reached. Read from the listings that the reference assemblies are checked against.
/// </summary>
internal sealed class Surface
{
    private static readonly Regex AssemblyLine = new(@"^assembly ([\w.]+), Version=([\d.]+)", RegexOptions.CultureInvariant);
    private static readonly Regex TypeLine = new(@"\b(?:class|struct|interface|enum) ([\w.]+)(?: : (.*))?$", RegexOptions.CultureInvariant);
    private static readonly Regex DelegateLine = new(@"\bdelegate [\w.\[\]]+ ([\w.]+)\(", RegexOptions.CultureInvariant);

    private const string Folder = "listings/";

    private static readonly Lazy<Surface> Read = new(static () => new Surface());

    private readonly Dictionary<string, SurfaceType> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SurfaceAssembly> _assemblies = new(StringComparer.Ordinal);

    private Surface()
    {
        var own = typeof(Surface).Assembly;
        foreach (var name in own.GetManifestResourceNames().Where(static n => n.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new host::System.IO.StreamReader(own.GetManifestResourceStream(name)!);
            Add(reader.ReadToEnd().Split('\n'));
        }
    }

    /// <summary>The surface; it never changes.</summary>
    public static Surface Instance => Read.Value;

    /// <summary>The assemblies.</summary>
    public IEnumerable<SurfaceAssembly> Assemblies => _assemblies.Values;

    /// <summary>A type by its full name, nested ones after a plus or a dot; null when the board has none of that name.</summary>
    public SurfaceType? Find(string? fullName) => fullName is null ? null : _types.GetValueOrDefault(fullName.Replace('+', '.'));

    private void Add(string[] lines)
    {
        var header = AssemblyLine.Match(lines[0]);
        var assembly = new SurfaceAssembly(header.Groups[1].Value, Version.Parse(header.Groups[2].Value), []);
        _assemblies.Add(assembly.Name, assembly);
        SurfaceType? type = null;
        foreach (var line in lines.Select(static l => l.TrimEnd()).Where(static l => l.Length > 0))
        {
            if (line[0] == ' ')
                type?.Add(line.Trim());
            else if (Header(line, assembly) is { } next)
            {
                _types.TryAdd(next.FullName, next);
                assembly.Types.Add(type = next);
            }
            else
                type = null;
        }
    }

    private static SurfaceType? Header(string line, SurfaceAssembly assembly)
    {
        if (DelegateLine.Match(line) is { Success: true } handler)
            return new SurfaceType(handler.Groups[1].Value, assembly, [], isDelegate: true);
        return TypeLine.Match(line) is { Success: true } match
            ? new SurfaceType(match.Groups[1].Value, assembly, [.. match.Groups[2].Value.Split(", ")], isDelegate: false)
            : null;
    }
}

/// <summary>An assembly of nanoFramework's.</summary>
/// <param name="Name">Simple name.</param>
/// <param name="Version">Version.</param>
/// <param name="Types">Its public types, without generic ones.</param>
internal sealed record SurfaceAssembly(string Name, Version Version, List<SurfaceType> Types);
