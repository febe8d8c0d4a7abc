using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using System.Text;

namespace VirtualBoard.Retargeting.Tests.Kit;

/// <summary>Compiles source text as firmware is compiled, C# 13 against the reference assemblies, into a folder that goes with it.</summary>
internal sealed class GuestCompiler : IDisposable
{
    /// <summary>The nanoFramework assemblies that firmware is compiled against.</summary>
    public static readonly string ReferenceFolder = Path.Combine(AppContext.BaseDirectory, "reference");

    private static readonly Lazy<MetadataReference[]> Nano = new(() =>
        [.. Directory.GetFiles(ReferenceFolder, "*.dll").Select(r => MetadataReference.CreateFromFile(r))]);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retargeting-");

    public string Folder => _folder.FullName;

    /// <summary>What is embedded as <c>My.Resources.nanoresources</c>; null for nothing.</summary>
    public byte[]? Resources { get; set; }

    /// <summary>Compiles a program; returns the path of its dll, beside which lies its pdb.</summary>
    public string Program(string source, string name = "Acme.Node", bool optimize = false, params IReadOnlyList<string> libraries) =>
        Compile(source, name, OutputKind.ConsoleApplication, optimize, libraries);

    /// <summary>Compiles a library; returns the path of its dll.</summary>
    public string Library(string source, string name, bool optimize = false, params IReadOnlyList<string> libraries) =>
        Compile(source, name, OutputKind.DynamicallyLinkedLibrary, optimize, libraries);

    public void Dispose() => _folder.Delete(recursive: true);

    private string Compile(string source, string name, OutputKind kind, bool optimize, IReadOnlyList<string> libraries)
    {
        var options = CSharpParseOptions.Default
            .WithLanguageVersion(LanguageVersion.CSharp13)
            .WithPreprocessorSymbols(optimize ? "RELEASE" : "DEBUG");
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), options, $"/_/{name}/Program.cs")],
            [.. Nano.Value, .. libraries.Select(l => MetadataReference.CreateFromFile(l))],
            new CSharpCompilationOptions(
                kind,
                optimizationLevel: optimize ? OptimizationLevel.Release : OptimizationLevel.Debug,
                allowUnsafe: true,
                deterministic: true));
        var path = Path.Combine(Folder, name + ".dll");
        using var image = File.Create(path);
        using var symbols = File.Create(Path.ChangeExtension(path, ".pdb"));
        var result = compilation.Emit(
            image,
            symbols,
            manifestResources: Resources is { } content ? [new ResourceDescription("My.Resources.nanoresources", () => new MemoryStream(content), true)] : null,
            options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics));
        return path;
    }
}
