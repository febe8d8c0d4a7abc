using VirtualBoard.Retargeting.Tests.Kit;

namespace VirtualBoard.Retargeting.Tests;

/// <summary>What nothing stands in for is refused wherever it appears, and the message says where.</summary>
public sealed class RefusalTests : IDisposable
{
    private const string WeakReference = "System.WeakReference is not available on the board: when the host collects garbage differs from run to run";

    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void The_message_names_method_offset_member_reason_and_line()
    {
        var refusal = _bench.Refusal(
            """
            namespace Acme.Node;
            static class Program
            {
                static void Main()
                {
                    var text = "x";
                    string.Intern(text);
                }
            }
            """,
            optimize: true);

        var issue = Assert.Single(refusal.Issues);
        Assert.Equal("Acme.Node", issue.Assembly);
        Assert.Equal("Acme.Node.Program.Main()", issue.Member);
        Assert.Equal(5, issue.Offset);
        Assert.Equal("System.String.Intern(System.String)", issue.What);
        Assert.Equal(
            "Acme.Node.Program.Main() IL_0005: System.String.Intern(System.String) is not available on the board: " +
            "interned strings would be shared between boards (Program.cs:7)",
            issue.ToString());
        Assert.Contains("Acme.Node.dll cannot run on the virtual board:", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(issue.ToString(), refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("static void Use() { var w = new WeakReference(null); }", "P.Use() IL_", "System.WeakReference..ctor(System.Object) is not available")]
    [InlineData("static bool Use(object o) => ((WeakReference)o).IsAlive;", "P.Use(System.Object) IL_", "System.WeakReference.get_IsAlive() is not available")]
    [InlineData("static object Use() => typeof(WeakReference);", "P.Use() IL_", WeakReference)]
    [InlineData("static bool Use(object o) => o is WeakReference;", "P.Use(System.Object) IL_", WeakReference)]
    [InlineData("static object Use() => new WeakReference[2];", "P.Use() IL_", WeakReference)]
    [InlineData("static void Use(WeakReference w) { }", "P.Use(System.WeakReference): ", WeakReference)]
    [InlineData("static void Use(ref WeakReference[] w) { }", "P.Use(System.WeakReference[]&): ", WeakReference)]
    [InlineData("static WeakReference Use() => null;", "P.Use(): ", WeakReference)]
    [InlineData("static WeakReference _field;", "P._field: ", WeakReference)]
    [InlineData("static WeakReference Property => null;", "P.get_Property(): ", WeakReference)]
    [InlineData("delegate void Use(WeakReference w);", "P.Use.Invoke(System.WeakReference): ", WeakReference)]
    [InlineData("class Weak() : WeakReference(null);", "P.Weak: ", WeakReference)]
    [InlineData("class Weak : WeakReference { Weak() : base(null) { } }", "P.Weak..ctor() IL_", "System.WeakReference..ctor(System.Object) is not available")]
    [InlineData("static void Use() { Action<WeakReference> a = null; }", "P.Use(): ", WeakReference)]
    [InlineData("static void Use() { Action<int> a = null; }", "P.Use(): ", "System.Action`1 is not available on the board: generic types do not run on nanoFramework v1")]
    [InlineData("static void Use() { try { } catch (nanoFramework.Runtime.Native.ConstraintException) { } }", "P.Use() IL_", "nanoFramework.Runtime.Native.ConstraintException is not available on the board: the virtual board does not implement this type")]
    [InlineData("delegate string F(string s); static F Use() => string.Intern;", "P.Use() IL_", "System.String.Intern(System.String) is not available")]
    [InlineData("delegate string F(); static F Use(string s) => s.ToUpper;", "P.Use(System.String) IL_", "System.String.ToUpper() is not available")]
    [InlineData("[nanoFramework.TestFramework.TestMethod] static void Use() { }", "P.Use(): ", "nanoFramework.TestFramework.TestMethodAttribute is not available")]
    [InlineData("static char Use(char c) => c.ToUpper();", "P.Use(System.Char) IL_", "System.Char.ToUpper() is not available on the board: the host's type, which stands in for the board's, has no such member")]
    [InlineData("static string Use(double d) => d.ToString();", "P.Use(System.Double) IL_", "System.Double.ToString() is not available on the board: the host formats otherwise than the board")]
    [InlineData("static object Use(object o) => o.GetType().Assembly;", "P.Use(System.Object) IL_", "System.Type.get_Assembly() is not available")]
    [InlineData("class E : Exception { int Use() => HResult; }", "P.E.Use() IL_", "System.Exception.HResult is not available on the board: the host's type, which stands in for the board's, has no such field")]
    [InlineData("delegate void D(); static void Use(D d) => d.BeginInvoke(null, null);", "P.Use(P.D) IL_", "delegates cannot be called asynchronously")]
    [InlineData("[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.InternalCall)] static extern void Use();", "P.Use(): ", "its native code is not available")]
    [InlineData("[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.Synchronized)] static void Use() { }", "P.Use(): ", "MethodImplOptions.Synchronized is not available on the board: use lock instead")]
    [InlineData("static unsafe void Use(delegate*<void> f) => f();", "P.Use(", "a function pointer is not available")]
    public void Everything_else_is_refused(string member, string where, string what)
    {
        var refusal = _bench.Refusal($"using System; class P {{ static void Main() {{ }} {member} }}");

        Assert.Contains(refusal.Issues, i => i.ToString().StartsWith(where, StringComparison.Ordinal) && i.ToString().Contains(what, StringComparison.Ordinal));
    }

    [Fact]
    public void All_offences_in_all_assemblies_are_listed_at_once()
    {
        var library = _bench.Compiler.Library("public class L { public void Use() { new System.WeakReference(this); string.Intern(\"\"); } }", "Acme.L");
        var program = _bench.Compiler.Program("class P { static void Main() { new L(); \"a\".ToUpper(); \"a\".ToLower(); } }", libraries: library);

        var refusal = Assert.Throws<RetargetException>(() => FirmwareImage.Load(program, Bench.Options()));

        Assert.Equal(
            ["Acme.L L.Use()", "Acme.L L.Use()", "Acme.Node P.Main()", "Acme.Node P.Main()"],
            refusal.Issues.Select(i => $"{i.Assembly} {i.Member}"));
        Assert.Equal(5, refusal.Message.Split(Environment.NewLine).Length);
    }

    [Fact]
    public void Attributes_that_only_the_device_tools_read_are_taken_off()
    {
        var lines = _bench.Run(
            """
            using System;
            [assembly: System.Reflection.AssemblyNativeVersion("1.0.0.0")]
            [System.Runtime.CompilerServices.ExcludeType]
            static class Hidden { }
            static class P { [MTAThread] static void Main() { Console.WriteLine("runs"); } }
            """);

        Assert.Equal(["runs"], lines);
    }
}
