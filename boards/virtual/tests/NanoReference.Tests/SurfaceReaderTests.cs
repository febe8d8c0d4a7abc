namespace NanoReference.Tests;

public sealed class SurfaceReaderTests
{
    [Theory]
    [InlineData("public abstract void F();", "public abstract void F()")]
    [InlineData("public sealed override string ToString() => null;", "public sealed override string ToString()")]
    [InlineData("protected internal static int F(ref int a, out string[] b, params object[] c) { b = null; return 0; }", "protected internal static int F(ref int a, out string[] b, params object[] c)")]
    [InlineData("public int this[string key] { get => 0; protected set { } }", "public int this[string key] { get; protected set; }")]
    [InlineData("protected int F { private get; set; }", "protected int F { set; }")]
    [InlineData("public static readonly int[][] F;", "public static readonly int[][] F")]
    [InlineData("public const float F = 0.5f;", "public const float F = 0.5")]
    [InlineData("public const double F = -1.0 / 0.0;", "public const double F = -Infinity")]
    [InlineData("public const char F = ' ';", "public const char F = '\\u0020'")]
    [InlineData("public const string F = \"a\\\"b\\\\\";", "public const string F = \"a\\\"b\\\\\"")]
    [InlineData("public void F(System.Threading.CancellationToken t = default) { }", "public void F(System.Threading.CancellationToken t = null)")]
    [InlineData("public T F<T>(T value) => value;", "public T F<T>(T value)")]
    [InlineData("public void F(System.Action<int> a) { }", "public void F(System.Action<int> a)")]
    [InlineData("public static event System.EventHandler F { add { } remove { } }", "public static event System.EventHandler F")]
    [InlineData("public static bool operator !(A a) => false;", "public static bool op_LogicalNot(A a)")]
    [InlineData("[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.InternalCall)] public static extern void F();", "public static void F() [native]")]
    [InlineData("public extern int F { [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.InternalCall)] get; }", "public int F { get; } [native]")]
    [InlineData("~A() { }", "protected override void Finalize()")]
    public void Member_is_written_as_in_a_listing(string source, string line)
    {
        var type = Assert.Single(Compiler.Surface($"public abstract class A {{ {source} }}").Types);

        Assert.Contains(line, type.Members);
    }

    [Theory]
    [InlineData("public static class A { }", "public static class A")]
    [InlineData("public struct A : System.IDisposable { public void Dispose() { } }", "public struct A : System.IDisposable")]
    [InlineData("public interface A : System.ICloneable { }", "public interface A : System.ICloneable")]
    [InlineData("[System.Flags] public enum A : ulong { }", "[Flags] public enum A : ulong")]
    [InlineData("[System.AttributeUsage(System.AttributeTargets.Class)] public class A : System.Attribute { }", "[Usage(4)] public class A : System.Attribute")]
    [InlineData("public delegate R A<in T, out R>(ref int a);", "public delegate R A<in T, out R>(ref int a)")]
    public void Type_is_written_as_in_a_listing(string source, string declaration) =>
        Assert.Equal(declaration, Assert.Single(Compiler.Surface(source).Types).Declaration);

    [Fact]
    public void Nested_types_are_named_through_their_outer_type()
    {
        var types = Compiler.Surface("""
            namespace N;
            public class A
            {
                protected enum B { X }
                private class C { }
                protected B F() => B.X;
            }
            """).Types;

        Assert.Equal(["public class N.A", "protected enum N.A.B : int"], types.Select(t => t.Declaration));
        Assert.Contains("protected N.A.B F()", types[0].Members);
    }

    [Fact]
    public void Members_come_in_the_order_of_a_listing() =>
        Assert.Equal(
            ["public int F", "public A()", "public int P { get; }", "public event System.Action E", "public void M()"],
            Compiler.Surface("public class A { public void M() { } public event System.Action E; public int P => 0; public A() { } public int F; }")
                .Types[0].Members);
}
