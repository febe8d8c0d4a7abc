using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace NanoReference.Tests;

/// <summary>What the board lacks does not compile; what it has does.</summary>
public sealed class FirmwareSourceTests
{
    private const string NoSuchNameInNamespace = "CS0234";
    private const string NoSuchMember = "CS0117";
    private const string NoSuchInstanceMember = "CS1061";
    private const string NoPredefinedType = "CS0518";
    private const string NoPredefinedMember = "CS0656";

    [Theory]
    [InlineData("System.Collections.Generic.List<int> F;", NoSuchNameInNamespace)]
    [InlineData("System.Collections.Generic.IEnumerable<int> F() { yield return 1; }", NoSuchNameInNamespace)]
    [InlineData("System.Threading.Tasks.Task F;", NoSuchNameInNamespace)]
    [InlineData("async void F() { }", NoPredefinedType)]
    [InlineData("int? F;", NoPredefinedType)]
    [InlineData("decimal F;", NoPredefinedType)]
    [InlineData("object F() => (1, 2);", "CS8179")]
    [InlineData("object F() => new { A = 1 };", NoPredefinedMember)]
    [InlineData("string F(string s) => s[1..];", NoPredefinedType)]
    [InlineData("volatile int F;", NoPredefinedType)]
    [InlineData("[System.ThreadStatic] static int F;", NoSuchNameInNamespace)]
    [InlineData("System.Span<byte> F() => default;", NoSuchNameInNamespace)]
    [InlineData("dynamic F() => 1;", "CS1980")]
    [InlineData("void F() { System.Console.ReadLine(); }", NoSuchMember)]
    [InlineData("void F() { System.Console.WriteLine(1); }", "CS1503")]
    [InlineData("object F() => System.DateTime.Now;", NoSuchMember)]
    [InlineData("object F() => System.Environment.MachineName;", NoSuchMember)]
    [InlineData("int F(System.Collections.ArrayList list) => list.AddRange(list);", NoSuchInstanceMember)]
    [InlineData("string F(System.Net.Http.HttpResponseMessage r) => r.Headers.ToString(1);", "CS1501")]
    [InlineData("void F() { try { } catch (System.DivideByZeroException) { } }", NoSuchNameInNamespace)]
    [InlineData("object F() => System.DateTimeKind.Local;", "CS0619")]
    [InlineData("System.SpanByte F; ", "CS8345")]
    public void What_the_board_lacks_does_not_compile(string member, string error) =>
        Assert.Contains(error, Compiler.Errors(InClass(member)));

    [Theory]
    [InlineData("using System.Linq;")]
    [InlineData("using System.Collections.Generic;")]
    [InlineData("using System.Threading.Tasks;")]
    public void Namespace_that_the_board_lacks_does_not_compile(string directive) =>
        Assert.Contains(NoSuchNameInNamespace, Compiler.Errors(directive));

    [Fact]
    public void Record_does_not_compile() => Assert.NotEmpty(Compiler.Errors("public record Point(int X, int Y);"));

    // What the compiler puts into the core library for its own use is internal there.
    [Theory]
    [InlineData("[System.Runtime.CompilerServices.IsByRefLike] struct S { }")]
    [InlineData("[Microsoft.CodeAnalysis.Embedded] class C { }")]
    [InlineData("[System.Runtime.CompilerServices.IsReadOnly] struct S { }")]
    public void What_only_the_compiler_needs_cannot_be_used(string source) =>
        Assert.NotEmpty(Compiler.Errors(source));

    [Theory]
    [InlineData("int F(System.SpanByte bytes) => bytes.Length;")]
    [InlineData("byte F() { System.SpanByte bytes = new byte[4]; return bytes.Slice(1)[0]; }")]
    [InlineData("[nanoFramework.TestFramework.DataRow(1), nanoFramework.TestFramework.DataRow(2)] void F(int row) { }")]
    [InlineData("~Firmware() { }")]
    public void What_the_board_has_compiles(string member) => Assert.Empty(Compiler.Errors(InClass(member)));

    [Fact]
    public void Debug_output_is_in_debug_builds_only()
    {
        var source = InClass("void F() { System.Diagnostics.Debug.WriteLine(\"x\"); }");

        Assert.DoesNotContain("WriteLine", MembersUsed(Compiler.Emit(source)));
        Assert.Contains("WriteLine", MembersUsed(Compiler.Emit(source, "DEBUG")));
    }

    [Fact]
    public void Assertion_says_what_was_asserted() =>
        Assert.Contains("speed + 1", StringsIn(Compiler.Emit(InClass("void F(int speed) { nanoFramework.TestFramework.Assert.AreEqual(2, speed + 1); }"))));

    [Fact]
    public void Firmware_project_refers_to_nano_assemblies_only()
    {
        using var image = new PEReader(File.OpenRead(ReferenceFiles.Guest("LanguageTour")));
        var metadata = image.GetMetadataReader();

        var references = metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name)).ToList();

        Assert.Contains("mscorlib", references);
        Assert.Empty(references.Except(ReferenceFiles.Listed));
    }

    private static string InClass(string member) => $"class Firmware {{ {member} }}";

    private static List<string> MembersUsed(MemoryStream image)
    {
        using var reader = new PEReader(image);
        var metadata = reader.GetMetadataReader();
        return [.. metadata.MemberReferences.Select(r => metadata.GetString(metadata.GetMemberReference(r).Name))];
    }

    private static List<string> StringsIn(MemoryStream image)
    {
        using var reader = new PEReader(image);
        var metadata = reader.GetMetadataReader();
        List<string> strings = [];
        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
            strings.Add(metadata.GetUserString(handle));
        return strings;
    }
}
