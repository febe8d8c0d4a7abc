using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace VirtualBoard.Retargeting.Tests.Kit;

/// <summary>Makes assemblies that play VirtualBoard.NanoApi from source text.</summary>
internal static class StandIn
{
    private static readonly ConcurrentDictionary<string, Lazy<Assembly>> Compiled = new(StringComparer.Ordinal);

    private static readonly MetadataReference[] Host =
    [
        .. new[] { typeof(object).Assembly, System.Reflection.Assembly.Load("System.Runtime"), typeof(Boot).Assembly }
            .Select(a => MetadataReference.CreateFromFile(a.Location)),
    ];

    /// <summary>The stand-in as it is.</summary>
    public static Assembly Plain => With("");

    /// <summary>The stand-in with more source text, each compiled once.</summary>
    public static Assembly With(string more) => Compiled.GetOrAdd(more, text => new Lazy<Assembly>(() => Compile(text))).Value;

    private static Assembly Compile(string more)
    {
        using var stream = typeof(StandIn).Assembly.GetManifestResourceStream("StandInApi.cs")!;
        using var reader = new StreamReader(stream);
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp13);
        var compilation = CSharpCompilation.Create(
            "StandInNanoApi",
            [CSharpSyntaxTree.ParseText(reader.ReadToEnd(), options), CSharpSyntaxTree.ParseText(more, options)],
            Host,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, deterministic: true)
                .WithSpecificDiagnosticOptions(new Dictionary<string, ReportDiagnostic> { ["CS0436"] = ReportDiagnostic.Suppress }));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics));
        image.Position = 0;

        // Each in a context of its own: all have one name.
        return new AssemblyLoadContext("stand-in").LoadFromStream(image);
    }
}
