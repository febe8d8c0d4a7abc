using NanoSurface;

namespace NanoReference.Tests;

public sealed class ListingComparisonTests
{
    private const string Original = """
        public class Lamp : System.IDisposable
        {
            public const int Limit = 3;
            public Lamp(int pin) { }
            public int Level { get; set; }
            public event System.EventHandler Changed;
            public virtual void Set(int level, bool slowly = false) { }
            public void Dispose() { }
            protected void Reset() { }
            private void Hidden() { }
        }
        public enum Colour { Red = 1, Green = 2 }
        public delegate void Seen(object sender);
        internal class Inside { }
        """;

    [Fact]
    public void Same_surface_has_no_differences() =>
        Assert.Empty(ListingComparison.Compare(Compiler.Surface(Original), Compiler.Surface(Original)));

    [Fact]
    public void Order_of_members_and_types_is_no_difference() =>
        Assert.Empty(Differences(
            "public class A { public void F() { } public void G() { } } public class B { }",
            "public class B { } public class A { public void G() { } public void F() { } }"));

    [Fact]
    public void What_others_cannot_see_is_no_difference() =>
        Assert.Empty(Differences(Original, Original.Replace("Hidden", "Other").Replace("Inside", "Within")));

    [Theory]
    [InlineData("protected void Reset() { }", "", "missing  protected void Reset()")]
    [InlineData("public void Dispose() { }", "public void Dispose() { } public void Close() { }", "extra    public void Close()")]
    [InlineData("int level,", "byte level,", "built    public virtual void Set(byte level, bool slowly = false)")]
    [InlineData("int level,", "int value,", "built    public virtual void Set(int value, bool slowly = false)")]
    [InlineData("slowly = false", "slowly = true", "built    public virtual void Set(int level, bool slowly = true)")]
    [InlineData("virtual ", "", "built    public void Set(int level, bool slowly = false)")]
    [InlineData("Level { get; set; }", "Level { get; private set; }", "built    public int Level { get; }")]
    [InlineData("event System.EventHandler", "event System.Action", "built    public event System.Action Changed")]
    [InlineData("Limit = 3", "Limit = 4", "built    public const int Limit = 4")]
    [InlineData("public Lamp(int pin)", "public Lamp(long pin)", "built    public Lamp(long pin)")]
    [InlineData("Green = 2", "Green = 4", "built    Green = 4")]
    [InlineData(", Green = 2", "", "missing  Green = 2")]
    [InlineData("class Lamp : System.IDisposable", "class Lamp", "built    public class Lamp")]
    [InlineData("public class Lamp", "public abstract class Lamp", "built    public abstract class Lamp : System.IDisposable")]
    [InlineData("enum Colour", "enum Colour : byte", "built    public enum Colour : byte")]
    [InlineData("Seen(object sender)", "Seen(string sender)", "built    public delegate void Seen(string sender)")]
    [InlineData("internal class Inside", "public class Inside", "extra    public class Inside")]
    [InlineData("public enum Colour", "internal enum Colour", "missing  public enum Colour : int")]
    [InlineData("public void Dispose", "[System.Obsolete(\"no\")] public void Dispose", "built    [Obsolete(\"no\")] public void Dispose()")]
    public void Change_is_reported(string from, string to, string line)
    {
        var changed = Original.Replace(from, to, StringComparison.Ordinal);

        Assert.Contains(line, Differences(Original, changed).Select(d => d.Trim()));
    }

    [Fact]
    public void Report_names_assembly_type_and_both_lines() =>
        Assert.Equal(
            [
                "Sample: differs from its listing",
                "  Lamp",
                "    listed   public const int Limit = 3",
                "    built    public const int Limit = 4",
            ],
            Differences(Original, Original.Replace("Limit = 3", "Limit = 4", StringComparison.Ordinal)));

    [Fact]
    public void Other_version_is_a_difference()
    {
        var surface = Compiler.Surface(Original);

        var differences = ListingComparison.Compare(surface with { Assembly = "Sample, Version=2.0.0.0, Culture=neutral" }, surface);

        Assert.Contains("    listed   Sample, Version=2.0.0.0, Culture=neutral", differences);
    }

    [Fact]
    public void Reference_that_is_not_listed_is_a_difference()
    {
        var surface = Compiler.Surface(Original);

        var differences = ListingComparison.Compare(surface with { References = [] }, surface);

        Assert.Contains("    extra    reference mscorlib, Version=1.17.11.0, Culture=neutral", differences);
    }

    [Fact]
    public void Listed_reference_that_the_surface_does_not_need_is_no_difference()
    {
        var surface = Compiler.Surface(Original);

        Assert.Empty(ListingComparison.Compare(surface with { References = [.. surface.References, "other, Version=1.0.0.0"] }, surface));
    }

    [Fact]
    public void Native_version_is_compared()
    {
        var surface = Compiler.Surface(Original);

        var differences = ListingComparison.Compare(surface with { NativeVersion = "100.0.0.1" }, surface);

        Assert.Equal(["    listed   native-version 100.0.0.1", "    built    native-version none"], differences.Skip(2));
    }

    [Fact]
    public void Native_mark_is_no_difference()
    {
        var surface = Compiler.Surface("public class A { public void F() { } }");
        var listed = surface with
        {
            Types = [.. surface.Types.Select(t => t with { Members = [.. t.Members.Select(m => $"{m} [native]")] })],
        };

        Assert.Empty(ListingComparison.Compare(listed, surface));
    }

    private static IReadOnlyList<string> Differences(string listed, string built) =>
        ListingComparison.Compare(Compiler.Surface(listed), Compiler.Surface(built));
}
