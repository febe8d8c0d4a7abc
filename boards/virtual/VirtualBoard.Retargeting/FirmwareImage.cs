extern alias NanoApi;

using System.Reflection;
using VirtualBoard.Retargeting.Api;
using VirtualBoard.Retargeting.Caching;
using VirtualBoard.Retargeting.Loading;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting;

/// <summary>
/// Firmware that was compiled for nanoFramework, ready to run on virtual boards. One image serves any number of boards and boots,
/// at the same time: everything static in it belongs to a boot.
/// </summary>
public sealed class FirmwareImage : IFirmware, IDisposable
{
    private readonly FirmwareLoadContext _context;
    private readonly IReadOnlyList<LoadedAssembly> _assemblies;

    private FirmwareImage(ImageContents contents, ImageOrigin origin, Assembly nanoApi, bool compileAll)
    {
        Name = contents.Assemblies[^1].Name;
        Origin = origin;
        Notes = contents.Notes;
        _context = new FirmwareLoadContext(Name, contents.Assemblies, nanoApi);
        _assemblies =
        [
            .. contents.Assemblies.Select(a => new LoadedAssembly(a, _context.LoadFromAssemblyName(new AssemblyName(a.Name)))),
        ];

        // What once passed does so for every process that finds it in the cache.
        if (origin == ImageOrigin.Retargeted)
            HostCheck.Run(Name, _assemblies.Select(a => a.Assembly), compileAll);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The program's, or the library's, assembly as it runs here.</summary>
    public Assembly Assembly => _assemblies[^1].Assembly;

    /// <summary>All of the firmware's assemblies, libraries first.</summary>
    internal IEnumerable<Assembly> Assemblies => _assemblies.Select(a => a.Assembly);

    /// <summary>Where the image came from.</summary>
    public ImageOrigin Origin { get; }

    /// <summary>What a developer should know although the firmware runs, a sentence each; usually empty.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Loads a program.</summary>
    /// <param name="appDllPath">
    /// The dll that the firmware project builds. The libraries it references and the nanoFramework assemblies it was compiled
    /// against lie beside it, and so do the portable pdb files, if stack traces are to have lines.
    /// </param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="RetargetException">
    /// A file is missing, is no firmware, or uses what is not available on the board. The message names every offence.
    /// </exception>
    public static FirmwareImage Load(string appDllPath, RetargetOptions? options = null) =>
        Load(appDllPath, options, needsMain: true);

    /// <summary>
    /// Loads an assembly that need not have a Main, such as one with unit tests: call <see cref="Initialize"/> on a board thread, then
    /// whatever is wanted of <see cref="Assembly"/>.
    /// </summary>
    /// <param name="dllPath">The dll, as for <see cref="Load(string, RetargetOptions?)"/>.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="RetargetException">As for <see cref="Load(string, RetargetOptions?)"/>.</exception>
    public static FirmwareImage LoadLibrary(string dllPath, RetargetOptions? options = null) =>
        Load(dllPath, options, needsMain: false);

    /// <summary>
    /// Gives a boot its fresh static fields and runs the static constructors: those of libraries first, and in each assembly in the
    /// order in which the device runs them. All run, also those of types that are never used; only those of generic types wait until a
    /// static field of theirs is used, for there is one for each set of type arguments.
    /// </summary>
    /// <param name="boot">The boot of the calling board thread.</param>
    /// <remarks>
    /// As on the device, an exception that leaves a static constructor ends that one alone: it is reported as that of a thread of
    /// its own, and the others run.
    /// </remarks>
    public void Initialize(Boot boot)
    {
        ArgumentNullException.ThrowIfNull(boot);
        boot.Assemblies = [.. _assemblies.Select(a => a.Assembly)];
        boot.Statics = [.. _assemblies.Select(a => a.NewStatics())];
        foreach (var initializer in _assemblies.SelectMany(a => a.Initializers))
            boot.RunStaticConstructor(initializer.TypeName, initializer.Run);
    }

    /// <inheritdoc/>
    public void Run(Boot boot)
    {
        Initialize(boot);
        _assemblies[^1].Main?.Invoke();
    }

    /// <summary>
    /// Lets the image go. Its code stays in the process: the host runs code that it may have to let go of more slowly, above all where
    /// it makes objects.
    /// </summary>
    public void Dispose()
    {
    }

    private static FirmwareImage Load(string path, RetargetOptions? options, bool needsMain)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new RetargetOptions();
        var nanoApi = new NanoApiAssembly(options.NanoApi ?? typeof(NanoApi::VirtualBoard.NanoApi.Guest).Assembly);
        var sources = SourceReader.Read(path, options.ReferenceFolder);
        var image = options.Cache is { } cache
            ? cache.Get(sources, nanoApi, options.Nano, options.CompileAll)
            : new FirmwareImage(Retargeter.Retarget(sources, nanoApi, options.Nano), ImageOrigin.Retargeted, nanoApi.Assembly, options.CompileAll);
        if (needsMain && image._assemblies[^1].Main is null)
        {
            throw new RetargetException(
                $"{path} has no Main. A program's project has <OutputType>Exe</OutputType>; a library is loaded as one.");
        }

        return image;
    }

    internal static FirmwareImage Create(ImageContents contents, ImageOrigin origin, Assembly nanoApi, bool compileAll) =>
        new(contents, origin, nanoApi, compileAll);
}
