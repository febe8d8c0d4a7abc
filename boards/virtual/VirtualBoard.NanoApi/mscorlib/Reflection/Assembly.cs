extern alias host;

using System.Globalization;
using VirtualBoard;
using VirtualBoard.NanoApi;
using VirtualBoard.NanoApi.Reflection;
using HostAssembly = host::System.Reflection.Assembly;

namespace System.Reflection;

/// <summary>Stands in for nanoFramework's assembly: one of the firmware, or one of nanoFramework's under the name and version it has there.</summary>
/// <remarks>Assemblies cannot be loaded from bytes, which on hardware are images for nanoCLR.</remarks>
public class Assembly
{
    private readonly HostAssembly? _firmware;
    private readonly SurfaceAssembly? _nano;
    private readonly Version _version = new(0, 0, 0, 0);
    private readonly string _name = "";

    public Assembly()
    {
    }

    private Assembly(HostAssembly firmware)
    {
        var name = firmware.GetName();
        (_firmware, _name, _version) = (firmware, name.Name!, name.Version ?? _version);
    }

    private Assembly(SurfaceAssembly nano) => (_nano, _name, _version) = (nano, nano.Name, nano.Version);

    public virtual string FullName => $"{_name}, Version={_version}";

    internal string Name => _name;

    internal Version Version => _version;

    /// <summary>The assembly whose code asks.</summary>
    [host::System.Runtime.CompilerServices.MethodImpl(host::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    public static Assembly GetExecutingAssembly()
    {
        var caller = HostAssembly.GetCallingAssembly();
        var firmware = BoardTypes.Firmware;
        return Of(firmware.Contains(caller) ? caller : firmware[^1]);
    }

    public static Assembly GetAssembly(Type type) => Of(type ?? throw new NullReferenceException());

    /// <exception cref="ArgumentException">The board has no such assembly.</exception>
    public static Assembly Load(string assemblyString)
    {
        ArgumentNullException.ThrowIfNull(assemblyString);
        return Find(assemblyString) ?? throw new ArgumentException();
    }

    public AssemblyName GetName() => new(this);

    public virtual Type? GetType(string name)
    {
        var type = BoardTypes.Find(name ?? throw new NullReferenceException());
        return type is not null && Of(type) == this ? type : null;
    }

    /// <exception cref="ArgumentException">There is no such type, and that is to be told.</exception>
    public virtual Type? GetType(string name, bool throwOnError) =>
        GetType(name) ?? (throwOnError ? throw new ArgumentException() : null);

    public virtual Type[] GetTypes() => _firmware is not null ? BoardTypes.In(_firmware) : _nano is not null ? BoardTypes.In(_nano) : [];

    /// <exception cref="ArgumentException">Always, as long as there is no assembly of that name with the culture behind it.</exception>
    public Assembly GetSatelliteAssembly(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        for (; culture.Name.Length > 0; culture = culture.Parent)
        {
            if (Find($"{_name}.{culture.Name}") is { } satellite)
                return satellite;
        }

        throw new ArgumentException();
    }

    internal static Assembly Of(Type type)
    {
        var plain = type;
        while (plain.HasElementType)
            plain = plain.GetElementType()!;
        if (BoardTypes.IsFirmware(plain))
            return Of(plain.Assembly);
        var known = Surface.Instance.Find(plain.FullName)?.Assembly ?? Surface.Instance.Assemblies.First(static a => a.Name == "mscorlib");
        return Table.Of(Machine.Enter()).Get(known.Name, () => new Assembly(known));
    }

    /// <summary>An assembly by its name, which version and the like may follow; null when the board has none.</summary>
    /// <exception cref="ArgumentException">Something else follows.</exception>
    internal static Assembly? Find(string text)
    {
        var parts = text.Split(',');
        var name = parts[0].Trim();
        if (parts.Length > 1 && !parts[1].Trim().StartsWith("version=", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException();
        if (BoardTypes.Firmware.FirstOrDefault(a => a.GetName().Name == name) is { } own)
            return Of(own);
        return Surface.Instance.Assemblies.FirstOrDefault(a => a.Name == name) is { } nano
            ? Table.Of(Machine.Enter()).Get(name, () => new Assembly(nano))
            : null;
    }

    internal host::System.IO.Stream? Resource(string name) => _firmware?.GetManifestResourceStream(name);

    private static Assembly Of(HostAssembly firmware) =>
        Table.Of(Machine.Enter()).Get(firmware.GetName().Name!, () => new Assembly(firmware));

    /// <summary>The assembly objects of a boot: one for each, so that they can be compared.</summary>
    private sealed class Table
    {
        private readonly Dictionary<string, Assembly> _assemblies = new(StringComparer.Ordinal);

        public static Table Of(Boot boot) => boot.Get(static _ => new Table());

        public Assembly Get(string name, Func<Assembly> make)
        {
            if (!_assemblies.TryGetValue(name, out var assembly))
                _assemblies.Add(name, assembly = make());
            return assembly;
        }
    }
}

/// <summary>Stands in for nanoFramework's name of an assembly.</summary>
public sealed class AssemblyName
{
    private readonly Assembly _assembly;

    internal AssemblyName(Assembly assembly) => _assembly = assembly;

    public string Name => _assembly.Name;

    public string FullName => _assembly.FullName;

    public Version Version => _assembly.Version;
}
