using System.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Tests.Kit;

namespace VirtualBoard.Retargeting.Tests;

/// <summary>Files that are no firmware: the message names the file, what is wrong and what to do.</summary>
public sealed class FileTests : IDisposable
{
    private const string Nothing = "class Program { static void Main() { } }";

    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_missing_file() => Refused(
        Path.Combine(_bench.Compiler.Folder, "no.dll"), "no.dll does not exist. Build the firmware, or check the path.");

    [Theory]
    [InlineData("")]
    [InlineData("NFMRK2\0 this is a pe file of nanoFramework")]
    [InlineData("MZ and nothing else")]
    public void A_file_that_is_no_assembly(string content)
    {
        var path = Path.Combine(_bench.Compiler.Folder, "x.dll");
        File.WriteAllText(path, content, Encoding.ASCII);
        Refused(path, "x.dll is not a .NET assembly. Give the dll that the firmware project builds, not the .pe or .bin file.");
    }

    [Fact]
    public void A_truncated_assembly()
    {
        var path = _bench.Compiler.Program(Nothing);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..900]);
        Assert.Throws<RetargetException>(() => FirmwareImage.Load(path, Bench.Options()));
    }

    [Fact]
    public void An_assembly_for_dotnet() => Refused(
        typeof(FileTests).Assembly.Location, "was compiled against .NET (System.Runtime 10.0.0.0), not against nanoFramework's mscorlib.");

    [Fact]
    public void A_missing_library()
    {
        var library = _bench.Compiler.Library("public class L { }", "Acme.L");
        var path = _bench.Compiler.Program("class P : L { static void Main() { } }", libraries: library);
        File.Delete(library);
        Refused(path, "Acme.L.dll does not exist, but Acme.Node.dll references it. Build the firmware again");
    }

    [Fact]
    public void Missing_framework_assemblies()
    {
        var path = _bench.Compiler.Program(Nothing);
        Refused(path, "mscorlib.dll does not exist, but Acme.Node.dll references it.", Bench.Options() with { ReferenceFolder = null });
    }

    [Fact]
    public void An_mscorlib_that_is_no_core_library()
    {
        var path = _bench.Compiler.Program(Nothing);
        var other = _bench.Compiler.Library("public class L { }", "Acme.L");
        File.Copy(other, Path.Combine(_bench.Compiler.Folder, "mscorlib.dll"));
        Refused(path, "is not nanoFramework's mscorlib. Put the one the firmware was compiled against beside it.", Bench.Options() with { ReferenceFolder = null });
    }

    [Fact]
    public void Framework_assemblies_beside_the_firmware_are_the_default()
    {
        var path = _bench.Compiler.Program(Nothing);
        File.Copy(Path.Combine(GuestCompiler.ReferenceFolder, "mscorlib.dll"), Path.Combine(_bench.Compiler.Folder, "mscorlib.dll"));
        using var image = FirmwareImage.Load(path, Bench.Options() with { ReferenceFolder = null });
        Assert.Equal("Acme.Node", image.Name);
    }

    [Fact]
    public void A_library_loaded_as_a_program() => Refused(
        _bench.Compiler.Library("public class L { }", "Acme.L"), "Acme.L.dll has no Main. A program's project has <OutputType>Exe</OutputType>");

    [Fact]
    public void Code_that_takes_a_number_for_an_object() => Refused(
        Edited(il =>
        {
            il.Emit(OpCodes.Ldc_I4, 42);
            il.Emit(OpCodes.Castclass, il.Body.Method.Module.TypeSystem.String);
            il.Emit(OpCodes.Pop);
            il.Emit(OpCodes.Ret);
        }),
        "Program.Main() IL_0005: its code is not available on the board: castclass gets a number where it needs an object");

    [Fact]
    public void Code_that_takes_more_than_there_is() => Refused(
        Edited(il =>
        {
            il.Emit(OpCodes.Pop);
            il.Emit(OpCodes.Ret);
        }),
        "Program.Main() IL_0000: its code is not available on the board: pop finds the stack empty");

    [Fact]
    public void Code_that_runs_past_its_end() => Refused(Edited(il => il.Emit(OpCodes.Nop)), "the method runs past its end");

    [Fact]
    public void Code_whose_branches_disagree() => Refused(
        Edited(il =>
        {
            var end = il.Create(OpCodes.Ret);
            il.Emit(OpCodes.Ldnull);
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Brtrue, end);
            il.Emit(OpCodes.Pop);
            il.Append(end);
        }),
        "it is reached with 1 values on the stack and with 0");

    [Fact]
    public void A_static_field_looked_at_by_token() => Refused(
        Edited(il =>
        {
            var field = new FieldDefinition("Count", Mono.Cecil.FieldAttributes.Static, il.Body.Method.Module.TypeSystem.Int32);
            il.Body.Method.DeclaringType.Fields.Add(field);
            il.Emit(OpCodes.Ldtoken, field);
            il.Emit(OpCodes.Pop);
            il.Emit(OpCodes.Ret);
        }),
        "Program.Main() IL_0000: Program.Count is not available on the board: a static field cannot be looked at by reflection");

    [Fact]
    public void A_type_that_the_host_cannot_lay_out() => Refused(
        Edited(il =>
        {
            var type = new TypeDefinition("", "Overlaid", Mono.Cecil.TypeAttributes.ExplicitLayout | Mono.Cecil.TypeAttributes.Public, il.Body.Method.Module.TypeSystem.Object);
            type.Fields.Add(new FieldDefinition("A", Mono.Cecil.FieldAttributes.Public, il.Body.Method.Module.TypeSystem.Object) { Offset = 0 });
            type.Fields.Add(new FieldDefinition("B", Mono.Cecil.FieldAttributes.Public, il.Body.Method.Module.TypeSystem.Int64) { Offset = 0 });
            il.Body.Method.Module.Types.Add(type);
            il.Emit(OpCodes.Ret);
        }),
        "Overlaid: the type is not available on the board: Could not load type 'Overlaid'",
        Bench.Options() with { CompileAll = false });

    private string Edited(Action<ILProcessor> write)
    {
        var path = _bench.Compiler.Program(Nothing);
        File.Delete(Path.ChangeExtension(path, ".pdb"));
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(GuestCompiler.ReferenceFolder);
        using (var assembly = AssemblyDefinition.ReadAssembly(path, new ReaderParameters { InMemory = true, AssemblyResolver = resolver }))
        {
            var body = assembly.EntryPoint.Body;
            body.Instructions.Clear();
            write(body.GetILProcessor());
            assembly.Write(path);
        }

        return path;
    }

    private static void Refused(string path, string message, RetargetOptions? options = null)
    {
        var refusal = Assert.Throws<RetargetException>(() => FirmwareImage.Load(path, options ?? Bench.Options()));
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }
}
