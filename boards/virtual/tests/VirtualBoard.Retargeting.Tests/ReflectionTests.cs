using VirtualBoard.Retargeting.Tests.Kit;

namespace VirtualBoard.Retargeting.Tests;

/// <summary>Reflection as firmware has it: its own types whole, nanoFramework's as they are on the board, nothing of the host.</summary>
public sealed class ReflectionTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory, InlineData(false), InlineData(true)]
    public void Firmware_sees_and_uses_its_own_members(bool optimize)
    {
        var lines = Run(
            """
            class Tag : Attribute { public int N; public Tag() { } public Tag(int n) { N = n; } }
            class Sensor
            {
                public const int Limit = 5;
                public static int Count = 3;
                private static string _secret = "s";
                [Tag(7)] public int Value = 1;
                public Sensor() { }
                public Sensor(int value) { Value = value; }
                public int Add(int n) => Value + n;
                public int Add(int n, int m) => Value + n + m;
                public static string Name => "sensor";
                [Tag] public void Fail() => throw new InvalidOperationException("as it is");
            }
            static class Program
            {
                static void Main()
                {
                    var type = typeof(Sensor);
                    var sensor = type.GetConstructor(new[] { typeof(int) }).Invoke(new object[] { 10 });
                    P(type.GetMethod("Add", new[] { typeof(int), typeof(int) }).Invoke(sensor, new object[] { 1, 2 }).ToString());
                    P(type.GetMethod("get_Name").Invoke(null, null).ToString());
                    var count = type.GetField("Count");
                    count.SetValue(null, 4);
                    P(Sensor.Count.ToString() + count.GetValue(null) + count.DeclaringType.Name + count.Name + count.FieldType.Name);
                    P((type.GetField("_secret") == null) + " " + type.GetField("_secret", BindingFlags.NonPublic | BindingFlags.Static).GetValue(null));
                    P((type.GetField("Limit") == null).ToString());
                    P(((Tag)type.GetField("Value").GetCustomAttributes(false)[0]).N.ToString() + ((Tag)type.GetMethod("Fail").GetCustomAttributes(false)[0]).N);
                    try { type.GetMethod("Fail").Invoke(sensor, null); } catch (InvalidOperationException e) { P(e.Message); }
                    try { type.GetMethod("Fail").Invoke(sensor, new object[1]); } catch (ArgumentException) { P("arguments"); }
                    foreach (var method in type.GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.Instance)) P(method.Name);
                }
                static void P(string s) => Console.WriteLine(s);
            }
            """,
            optimize);

        Assert.Equal(["13", "sensor", "44SensorCountInt32", "True s", "True", "70", "as it is", "arguments", "Add", "Add", "Fail"], lines);
    }

    [Fact]
    public void Types_and_assemblies_are_the_boards()
    {
        var lines = Run(
            """
            interface IMine { }
            class Mine : EventArgs, IMine { }
            static class Program
            {
                static void Main()
                {
                    P(Assembly.GetExecutingAssembly().GetName().Name);
                    P(typeof(int).Assembly.FullName);
                    P(typeof(System.Threading.Thread).Assembly.GetName().Name);
                    P((typeof(int).Assembly == Assembly.Load("mscorlib")) + " " + (typeof(Mine).Assembly == Assembly.GetAssembly(typeof(Program))));
                    P(Type.GetType("Mine").Name + Type.GetType("System.Collections.ArrayList").Name + Type.GetType("System.Int32[]").Name);
                    P((Type.GetType("System.Diagnostics.Process") == null) + " " + (Type.GetType("System.IO.FileInfo, System.Runtime") == null) + " " + (Type.GetType("VirtualBoard.Lab") == null));
                    P((Type.GetType("System.AppDomain") == null) + " " + (Type.GetType("System.TypedReference") == null) + " " + (Type.GetType("<Statics>") == null));
                    P(typeof(Mine).AssemblyQualifiedName);
                    P(typeof(Mine).GetInterfaces().Length + typeof(Mine).GetInterfaces()[0].Name + typeof(Mine).BaseType.Name);
                    foreach (var type in typeof(string).GetInterfaces()) P(type.Name);
                    P(typeof(object).GetMethods().Length.ToString());
                    try { Assembly.Load("System.Runtime"); } catch (ArgumentException) { P("no such assembly"); }
                    P((typeof(Mine).GetType() == typeof(Mine)) + " " + typeof(int).IsInstanceOfType(typeof(int)));
                    P(typeof(int).GetMethod("Parse").Invoke(null, new object[] { " 12 " }).ToString());
                    try { typeof(byte).GetMethod("Parse").Invoke(null, new object[] { "256" }); } catch (ArgumentOutOfRangeException) { P("the board's parser"); }
                    var names = "";
                    foreach (var type in Assembly.GetExecutingAssembly().GetTypes()) if (type.Name[0] != '<' && type.FullName == type.Name) names += type.Name + " ";
                    P(names);
                }
                static int _static = 1;
                static void P(string s) => Console.WriteLine(s);
            }
            """);

        Assert.Equal(
            [
                "Acme.Node",
                "mscorlib, Version=1.17.11.0",
                "mscorlib",
                "True True",
                "MineArrayListInt32[]",
                "True True True",
                "True True True",
                "Mine, Acme.Node, Version=0.0.0.0",
                "1IMineEventArgs",
                "IComparable",
                "IEnumerable",
                "6",
                "no such assembly",
                "True True",
                "12",
                "the board's parser",
                "IMine Mine Program ",
            ],
            lines);
    }

    [Fact]
    public void Each_board_has_static_fields_of_its_own_under_reflection()
    {
        var image = FirmwareImage.Load(
            _bench.Compiler.Program(
                Usings + """
                static class Program
                {
                    public static int Count;
                    static void Main()
                    {
                        var field = typeof(Program).GetField("Count");
                        field.SetValue(null, (int)field.GetValue(null) + 1);
                        Console.WriteLine(Count.ToString());
                    }
                }
                """),
            new RetargetOptions { ReferenceFolder = GuestCompiler.ReferenceFolder, CompileAll = true });

        Assert.Equal(["1"], _bench.Run(image));
        Assert.Equal(["1"], _bench.Run(image));
    }

    [Fact]
    public void Resources_are_read_by_id()
    {
        _bench.Compiler.Resources = Resources();
        var lines = Run(
            """
            enum Ids : short { Text = 3, Bytes = -7 }
            static class Program
            {
                static void Main()
                {
                    try { new ResourceManager("None", Assembly.GetExecutingAssembly()); } catch (ArgumentException) { Console.WriteLine("none"); }
                    var all = new ResourceManager("My.Resources", Assembly.GetExecutingAssembly());
                    Console.WriteLine((string)ResourceUtility.GetObject(all, Ids.Text));
                    Console.WriteLine(((byte[])ResourceUtility.GetObject(all, Ids.Bytes)).Length.ToString());
                    Console.WriteLine(((byte[])ResourceUtility.GetObject(all, Ids.Bytes, 1, 2))[1].ToString());
                    Console.WriteLine(ResourceUtility.GetDelimitedStringResource(all, Ids.Text, 1));
                }
            }
            """);

        Assert.Equal(["none", "one|two", "4", "30", "two"], lines);
    }

    // The format of nanoFramework's build: header, an entry for each resource, the contents.
    private static byte[] Resources()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        foreach (var number in new uint[] { 0xF995B0A8, 2, 20, 8, 2 })
            writer.Write(number);
        var text = "one|two\0"u8.ToArray();
        byte[] content = [10, 20, 30, 40];
        writer.Write((short)-7);
        writer.Write((ushort)4);
        writer.Write(content.Length);
        writer.Write((short)3);
        writer.Write((ushort)3);
        writer.Write(text.Length);
        writer.Write(content);
        writer.Write(text);
        return bytes.ToArray();
    }

    private const string Usings =
        "using System; using System.Reflection; using System.Resources; using nanoFramework.Runtime.Native;\n";

    private IReadOnlyList<string> Run(string source, bool optimize = false) => _bench.Run(FirmwareImage.Load(
        _bench.Compiler.Program(Usings + source, optimize: optimize),
        new RetargetOptions { ReferenceFolder = GuestCompiler.ReferenceFolder, CompileAll = true }));
}
