using VirtualBoard.Retargeting.Tests.Kit;

namespace VirtualBoard.Retargeting.Tests;

/// <summary>A type or member that stands in for the board's under the right name, but is another, is refused.</summary>
public sealed class StandInDifferenceTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("namespace System.Collections { public struct DictionaryEntry { public object Key, Value; } }",
        "static void Use(System.Collections.DictionaryEntry e) { }", "it is a class on the board and a struct here")]
    [InlineData("namespace System.Collections { public class DictionaryEntry { public object Key { get; set; } public object Value { get; set; } } }",
        "static object Use(System.Collections.DictionaryEntry e) => e.Key;", "DictionaryEntry.Key is not available on the board: the virtual board's type has no such field")]
    [InlineData("namespace System.Collections { public class DictionaryEntry { public string Key; } }",
        "static object Use(System.Collections.DictionaryEntry e) => e.Key;", "no such field of this type")]
    [InlineData("namespace System.Collections { public class DictionaryEntry { public readonly object Key; } }",
        "static void Use(System.Collections.DictionaryEntry e) => e.Key = null;", "it can be assigned on the board but not here")]
    [InlineData("namespace System.IO { public enum SeekOrigin { Begin, End, Current } }",
        "static System.IO.SeekOrigin Use() => System.IO.SeekOrigin.End;", "Current is 1 on the board and 2 here")]
    [InlineData("namespace System.IO { public enum SeekOrigin : byte { Begin, Current, End } }",
        "static System.IO.SeekOrigin Use() => System.IO.SeekOrigin.End;", "its values are System.Int32 on the board and System.Byte here")]
    [InlineData("namespace System { public class Random { public int Next(long max) => 0; } }",
        "static int Use() => new System.Random().Next(1);", "the virtual board's type has no such member with this signature")]
    [InlineData("namespace System { public class Random { public long Next() => 0; } }",
        "static long Use() => new System.Random().Next();", "the virtual board's type has no such member with this signature")]
    [InlineData("namespace System { public class Random { public static int Next() => 0; } }",
        "static long Use() => new System.Random().Next();", "the virtual board's type has no such member with this signature")]
    [InlineData("namespace System { public abstract class Random { } }",
        "static void Use(System.Random r) { }", "objects of it can be made on the board but not here")]
    [InlineData("namespace System { internal class Random { } }",
        "static void Use(System.Random r) { }", "the host's random numbers differ from run to run")]
    [InlineData("namespace nanoFramework.Runtime.Native { public class ConstraintException { } }",
        "static void Use(nanoFramework.Runtime.Native.ConstraintException e) { }", "it is no System.Exception here")]
    [InlineData("namespace nanoFramework.Runtime.Native { public class ConstraintException : System.ArgumentException { } }",
        "static void Use(nanoFramework.Runtime.Native.ConstraintException e) { }", "it is a System.ArgumentException here but not on the board")]
    [InlineData("namespace System.Collections { public class Stack { } }",
        "static void Use(System.Collections.Stack s) { }", "it is no System.Collections.ICollection here")]
    [InlineData("namespace nanoFramework.Runtime.Native { public delegate void RebootEventHandler(int x); }",
        "static void Use(nanoFramework.Runtime.Native.RebootEventHandler h) { }", "it has other parameters or another result here")]
    [InlineData("namespace System { public sealed class Random { } }",
        "class R : System.Random { }", "classes cannot be derived from it here")]
    [InlineData("namespace System { public class Random { public int Next() => 0; } }",
        "class R : System.Random { public override int Next() => 1; }", "System.Random has no such method to override here")]
    [InlineData("namespace System { public class Random { protected virtual int Next() => 0; } }",
        "class R : System.Random { public override int Next() => 1; }", "the method it overrides is not as visible here")]
    [InlineData("namespace System { public class MarshalByRefObject { protected MarshalByRefObject() { } protected abstract class X { } } } namespace System.Threading { public abstract class WaitHandle : System.MarshalByRefObject { public abstract void More(); } }",
        "class W : System.Threading.WaitHandle { }", "it is abstract in More here but not on the board")]
    [InlineData("namespace System.Collections { public interface IDictionaryEnumerator : IEnumerator { int More(); } }",
        "abstract class W : System.Collections.IDictionaryEnumerator { public abstract object Key { get; } public abstract object Value { get; } public abstract System.Collections.DictionaryEntry Entry { get; } public abstract object Current { get; } public abstract bool MoveNext(); public abstract void Reset(); }",
        "it has a method More here that the board's has not")]
    public void Differences_are_refused(string standIn, string member, string why)
    {
        var refusal = _bench.Refusal($"class P {{ static void Main() {{ }} {member} }}", nanoApi: StandIn.With(standIn));

        Assert.Contains(refusal.Issues, i => i.ToString().Contains(why, StringComparison.Ordinal));
    }

    [Fact]
    public void The_hosts_ObjectDisposedException_is_another_than_the_boards()
    {
        // On the host a catch of InvalidOperationException would take it.
        var refusal = _bench.Refusal("class P { static void Main() => throw new System.ObjectDisposedException(\"x\"); }");

        Assert.Contains(
            "System.ObjectDisposedException..ctor(System.String) is not available on the board: it is a System.InvalidOperationException here but not on the board",
            refusal.Message,
            StringComparison.Ordinal);
    }
}
