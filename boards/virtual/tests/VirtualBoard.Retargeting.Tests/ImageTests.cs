using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using VirtualBoard.Retargeting.Api;
using VirtualBoard.Retargeting.Loading;
using VirtualBoard.Retargeting.Pipeline;
using VirtualBoard.Retargeting.Tests.Kit;

namespace VirtualBoard.Retargeting.Tests;

/// <summary>The image as a whole: its bytes, its references, its life.</summary>
public sealed class ImageTests : IDisposable
{
    private const string Source =
        """
        using System;
        using System.Threading;
        [assembly: System.Reflection.AssemblyTitle("title")]
        enum Color { Red }
        [AttributeUsage(AttributeTargets.Class)] sealed class MarkAttribute : Attribute { public MarkAttribute(Type type, Color color, object value) { } public Color[] More; }
        [Mark(typeof(Exception), Color.Red, AttributeTargets.Enum, More = new[] { Color.Red })]
        public class Program
        {
            static readonly int[] Table = { 1, 2, 3, 4, 5 };
            static event EventHandler Changed;
            public static int Tested(int value) => value + Table[1] + (Calls++);
            public static int Calls = 10;
            static void Main()
            {
                Changed += (s, e) => Console.WriteLine("changed " + Table.Length.ToString());
                new Thread(() => { lock (Table) Changed(null, EventArgs.Empty); }).Start();
            }
        }
        """;

    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory, InlineData(false), InlineData(true)]
    public void Equal_input_gives_equal_bytes(bool optimize)
    {
        using var elsewhere = new GuestCompiler();

        var first = Retarget(_bench.Compiler.Program(Source, optimize: optimize));
        var second = Retarget(elsewhere.Program(Source, optimize: optimize));

        Assert.Equal(first.ToBytes(), second.ToBytes());
        Assert.NotEqual(first.ToBytes(), Retarget(elsewhere.Program(Source, optimize: !optimize)).ToBytes());
    }

    [Fact]
    public void Only_the_host_NanoApi_the_machine_and_the_firmware_itself_are_referenced()
    {
        var library = _bench.Compiler.Library("public class L { public static int N; }", "Acme.L");
        var path = _bench.Compiler.Program(Source.Replace("Table[1]", "Table[1] + L.N", StringComparison.Ordinal), libraries: library);

        var contents = Retarget(path);

        Assert.Equal(["StandInNanoApi", "System.Private.CoreLib", "VirtualBoard"], References(contents.Assemblies[0].Image));
        Assert.Equal(["Acme.L", "StandInNanoApi", "System.Private.CoreLib", "VirtualBoard"], References(contents.Assemblies[1].Image));
    }

    [Fact]
    public void A_library_is_initialized_for_each_boot_and_its_methods_called()
    {
        using var image = FirmwareImage.LoadLibrary(
            _bench.Compiler.Library(Source.Replace("Main()", "Other()", StringComparison.Ordinal), "Acme.Tests"), Bench.Options());
        var method = image.Assembly.GetType("Program")!.GetMethod("Tested")!;
        var results = new List<object?>();
        var firmware = new Caller(boot =>
        {
            image.Initialize(boot);
            results.Add(method.Invoke(null, [100]));
            results.Add(method.Invoke(null, [100]));
        });

        _bench.Run(firmware);
        _bench.Run(firmware);

        Assert.Equal([112, 113, 112, 113], results);
    }

    [Fact]
    public void Labs_in_parallel_share_an_image()
    {
        using var image = _bench.Image(Source);

        Parallel.For(0, 8, _ =>
        {
            using var bench = new Bench();
            Assert.Contains("changed 5", bench.Run(image));
        });
    }

    [Fact]
    public void Main_may_take_arguments_and_return_a_number()
    {
        Assert.Equal(["0"], _bench.Run("class P { static int Main(string[] args) { System.Console.WriteLine(args.Length.ToString()); return 1; } }"));
        Assert.Equal(["x"], _bench.Run("class P { static int Main() { System.Console.WriteLine(\"x\"); return 1; } }"));
        Assert.Equal(["0"], _bench.Run("class P { static void Main(string[] args) { System.Console.WriteLine(args.Length.ToString()); } }"));
    }

    [Fact]
    public void Finalizers_are_taken_away_and_noted()
    {
        using var image = _bench.Image(
            """
            using System;
            class Held { ~Held() => Console.WriteLine("finalized"); }
            class Program { static void Main() { new Held(); Console.WriteLine("made"); } }
            """);

        Assert.Equal(["made"], _bench.Run(image));
        Assert.Equal(["Held has a finalizer, which the virtual board never runs."], image.Notes);
    }

    [Fact]
    public void A_disposed_image_is_let_go()
    {
        var context = LoadAndDispose();
        for (var i = 0; i < 20 && context.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(context.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LoadAndDispose()
    {
        using var bench = new Bench();
        var image = bench.Image(Source);
        bench.Run(image);
        image.Dispose();
        return new WeakReference(image.Assembly);
    }

    private static Caching.ImageContents Retarget(string path) =>
        Retargeter.Retarget(SourceReader.Read(path, GuestCompiler.ReferenceFolder), new NanoApiAssembly(StandIn.Plain), NanoVersion.V1);

    private static List<string> References(byte[] image)
    {
        using var pe = new PEReader(new MemoryStream(image));
        var metadata = pe.GetMetadataReader();
        return
        [
            .. metadata.AssemblyReferences
                .Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name))
                .Order(StringComparer.Ordinal),
        ];
    }

    private sealed class Caller(Action<Boot> run) : IFirmware
    {
        public string Name => "caller";

        public void Run(Boot boot) => run(boot);
    }
}
