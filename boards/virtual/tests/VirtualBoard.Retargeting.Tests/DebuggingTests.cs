using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using VirtualBoard.Retargeting.Api;
using VirtualBoard.Retargeting.Loading;
using VirtualBoard.Retargeting.Pipeline;
using VirtualBoard.Retargeting.Tests.Kit;

namespace VirtualBoard.Retargeting.Tests;

/// <summary>
/// What an ordinary .NET debugger needs to stop at a line of firmware: symbols that belong to the image, the same source files by hash,
/// and for every statement of the source one place in the code that runs.
/// </summary>
public sealed class DebuggingTests : IDisposable
{
    private const string Source =
        """
        using System;
        using System.Threading;
        static class Program
        {
            static int _count = 3;
            static readonly object Lock = new object();
            delegate int Step(int value);

            static void Main()
            {
                Step twice = v =>
                {
                    var result = v * 2;
                    return result;
                };
                for (var i = 0; i < _count; i++)
                {
                    if (i == 1)
                        continue;
                    lock (Lock)
                    {
                        _count += Fib(i) - twice(i);
                    }
                }

                try
                {
                    Fail(_count);
                }
                catch (ArgumentException e) when (e.Message == "odd")
                {
                    Console.WriteLine(e.Message);
                }
                catch
                {
                    Console.WriteLine("other");
                }
                finally
                {
                    _count = 0;
                }
            }

            static int Fib(int n) =>
                n < 2
                    ? n
                    : Fib(n - 1) + Fib(n - 2);

            static void Fail(int n)
            {
                foreach (var c in "ab")
                    Console.WriteLine(c.ToString());
                switch (n)
                {
                    case 0:
                        throw new ArgumentException("odd");
                    default:
                        throw new InvalidOperationException();
                }
            }
        }
        """;

    private readonly GuestCompiler _compiler = new();

    public void Dispose() => _compiler.Dispose();

    [Theory, InlineData(false), InlineData(true)]
    public void Every_statement_keeps_its_place(bool optimize)
    {
        var path = _compiler.Program(Source, optimize: optimize);
        var (image, symbols) = Retarget(path);
        var before = Points(File.ReadAllBytes(path), File.ReadAllBytes(Path.ChangeExtension(path, ".pdb")));

        var after = Points(image, symbols);

        Assert.True(before.Values.Sum(p => p.Count) > 20);
        foreach (var (method, points) in before)
            Assert.Equal(points.Select(p => p.Line), after[method == ".cctor" ? "StaticConstructor" : method].Select(p => p.Line));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_statement_begins_at_an_instruction_with_an_empty_stack(bool optimize)
    {
        var (image, symbols) = Retarget(_compiler.Program(Source, optimize: optimize));
        using var module = Mono.Cecil.ModuleDefinition.ReadModule(new MemoryStream(image));

        foreach (var (method, points) in Points(image, symbols))
        {
            var starts = module.GetTypes().SelectMany(t => t.Methods).First(m => m.Name == method).Body.Instructions.Select(i => i.Offset).ToHashSet();
            Assert.All(points, p => Assert.Contains(p.Offset, starts));
            Assert.Equal(points.Select(p => p.Offset).Order(), points.Select(p => p.Offset));
        }
    }

    [Fact]
    public void The_symbols_belong_to_the_image_and_name_the_same_sources()
    {
        var path = _compiler.Program(Source);
        var (image, symbols) = Retarget(path);
        using var pe = new PEReader(new MemoryStream(image));
        using var pdb = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols));
        using var original = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(path, ".pdb")));

        var codeView = pe.ReadCodeViewDebugDirectoryData(Assert.Single(pe.ReadDebugDirectory(), e => e.Type == DebugDirectoryEntryType.CodeView));

        Assert.Equal(new BlobContentId(pdb.GetMetadataReader().DebugMetadataHeader!.Id).Guid, codeView.Guid);
        Assert.Equal(Documents(original.GetMetadataReader()), Documents(pdb.GetMetadataReader()));
    }

    /// <summary>Debuggers step only through code that was compiled for it, and the JIT compiler asks the same attribute.</summary>
    [Theory, InlineData(false, true), InlineData(true, false)]
    public void A_debug_build_stays_one(bool optimize, bool isDebuggable)
    {
        using var image = FirmwareImage.Load(_compiler.Program(Source, optimize: optimize), Bench.Options());

        var attribute = image.Assembly.GetCustomAttributes(false).OfType<System.Diagnostics.DebuggableAttribute>().Single();

        Assert.Equal(isDebuggable, attribute.IsJITOptimizerDisabled);
    }

    private static (byte[] Image, byte[] Symbols) Retarget(string path)
    {
        var contents = Retargeter.Retarget(
            SourceReader.Read(path, GuestCompiler.ReferenceFolder), new NanoApiAssembly(StandIn.Plain), NanoVersion.V1);
        return (contents.Assemblies[^1].Image, contents.Assemblies[^1].Symbols);
    }

    private static Dictionary<string, List<(int Offset, int Line)>> Points(byte[] image, byte[] symbols)
    {
        using var pe = new PEReader(new MemoryStream(image));
        using var pdb = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols));
        var (metadata, debug) = (pe.GetMetadataReader(), pdb.GetMetadataReader());
        var result = new Dictionary<string, List<(int, int)>>(StringComparer.Ordinal);
        foreach (var handle in metadata.MethodDefinitions)
        {
            var points = debug.GetMethodDebugInformation(handle.ToDebugInformationHandle()).GetSequencePoints().Where(p => !p.IsHidden).ToList();
            if (points.Count > 0)
                result.Add(metadata.GetString(metadata.GetMethodDefinition(handle).Name), [.. points.Select(p => (p.Offset, p.StartLine))]);
        }

        return result;
    }

    private static List<(string Name, string Hash)> Documents(MetadataReader pdb) =>
    [
        .. pdb.Documents.Select(pdb.GetDocument).Select(d => (pdb.GetString(d.Name), Convert.ToHexString(pdb.GetBlobBytes(d.Hash)))),
    ];
}
