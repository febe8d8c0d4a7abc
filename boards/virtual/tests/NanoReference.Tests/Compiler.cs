using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoSurface;

namespace NanoReference.Tests;

/// <summary>Compiles source text as firmware is compiled: C# 13 against the reference assemblies and nothing else.</summary>
internal static class Compiler
{
    private static readonly MetadataReference[] References =
        [.. ReferenceFiles.Built.Select(name => MetadataReference.CreateFromFile(ReferenceFiles.Assembly(name)))];

    /// <summary>The errors' codes, each once; empty when the source compiles.</summary>
    /// <remarks>Emits: what generated code needs and does not find is found only there.</remarks>
    public static IReadOnlyList<string> Errors(string source) =>
        [.. Compile(source).Emit(Stream.Null).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id).Distinct()];

    /// <summary>The surface of the compiled source.</summary>
    public static Listing Surface(string source) => SurfaceReader.Read(Emit(source));

    /// <summary>The compiled source; the caller disposes it.</summary>
    public static MemoryStream Emit(string source, params string[] symbols)
    {
        var image = new MemoryStream();
        var result = Compile(source, symbols).Emit(image);
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics));
        image.Position = 0;
        return image;
    }

    /// <summary>Several sources as one compiled assembly; the caller disposes it.</summary>
    /// <param name="name">The assembly's name.</param>
    /// <param name="kind">Program or library.</param>
    /// <param name="sources">Path and text of each.</param>
    /// <param name="symbol">What is defined for its branches.</param>
    /// <param name="libraries">What it refers to besides the reference assemblies.</param>
    public static MemoryStream EmitAll(
        string name, OutputKind kind, IEnumerable<KeyValuePair<string, string>> sources, string symbol, params IEnumerable<MemoryStream> libraries)
    {
        var options = Options(symbol);
        var compilation = CSharpCompilation.Create(
            name,
            sources.Select(s => CSharpSyntaxTree.ParseText(s.Value, options, s.Key)),
            [.. References, .. libraries.Select(l => MetadataReference.CreateFromImage(l.ToArray()))],
            new CSharpCompilationOptions(kind));
        var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        return image;
    }

    private static CSharpCompilation Compile(string source, params string[] symbols) => CSharpCompilation.Create(
        "Sample",
        [CSharpSyntaxTree.ParseText(source, Options(symbols))],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static CSharpParseOptions Options(params string[] symbols) =>
        CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp13).WithPreprocessorSymbols(symbols);
}
