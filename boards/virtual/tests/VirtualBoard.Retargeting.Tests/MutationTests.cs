using VirtualBoard.Retargeting.Mutation;
using VirtualBoard.Retargeting.Tests.Kit;

namespace VirtualBoard.Retargeting.Tests;

/// <summary>Mutants stand beside the original, and only the one that is switched on has an effect.</summary>
public sealed class MutationTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("static int F(int a, int b) => a + b;", "F(7, 3)", "10", "+ becomes -: 4", "the result is one more: 11")]
    [InlineData("static bool F(int a, int b) => a < b;", "F(3, 3)", "False", "the comparison is negated: True", "< becomes <=: True", "the result is negated: True")]
    [InlineData("static bool F(int a, int b) => a >= b;", "F(3, 3)", "True", "the comparison is negated: False", "< becomes <=: False", "the result is negated: False")]
    [InlineData("static string F(int a) { if (a > 3) return \"more\"; return \"less\"; }", "F(3)", "less", "<= becomes >: more", "<= becomes <: more", "3 becomes 4: less", "\"more\" becomes \"\": less", "\"less\" becomes \"\": ")]
    [InlineData("static int F(bool a) => a ? 1 : 5;", "F(true)", "1", "the condition is negated: 5", "1 becomes 0: 0", "5 becomes 6: 1", "the result is one more: 2")]
    [InlineData("static long F(long a) => a ^ 6L;", "F(3)", "5", "^ becomes |: 7", "the result is one more: 6")]
    [InlineData("static int F() { Note(1); return Seen[1]; } static int[] Seen = new int[2]; static void Note(int at) => Seen[at] = 9;", "F()", "9", "Code.Note() is left out: 0")]
    [InlineData("static int F(int a) { try { a /= a - 3; } finally { a = 2; } return a << 1; }", "F(5)", "4", "/ becomes *: 4", "2 becomes 3: 6", "<< becomes >>: 1")]
    public void A_mutant_changes_what_it_says(string member, string call, string original, params string[] mutants)
    {
        var firmware = Load(member, call);

        Assert.Equal(original, Run(firmware, 0));
        foreach (var expected in mutants)
        {
            var mutant = Assert.Single(firmware.Mutants, m => expected.StartsWith(m.Change + ": ", StringComparison.Ordinal) && Matches(firmware, m, expected));
            Assert.Equal("/_/Acme.Node/Program.cs", mutant.File);
            Assert.Equal(3, mutant.Line);
        }
    }

    [Fact]
    public void Only_code_of_the_wanted_namespaces_is_mutated()
    {
        var path = _bench.Compiler.Program(
            """
            namespace Acme.Wanted { class A { public static int F() => 1; } }
            namespace Acme.Wanted.Deeper { class B { public static int F() => 2; } }
            namespace Acme.WantedNot { class C { public static int F() => 3; } }
            class P { static void Main() { Acme.Wanted.A.F(); } }
            """);
        var firmware = MutableFirmware.Load(path, new MutationScope(["Acme.Wanted"]), referenceFolder: GuestCompiler.ReferenceFolder);

        Assert.Equal(["Acme.Wanted.A.F()", "Acme.Wanted.Deeper.B.F()"], firmware.Mutants.Select(m => m.Method).Distinct());
        Assert.Equal(Enumerable.Range(1, firmware.Mutants.Count), firmware.Mutants.Select(m => m.Number));
    }

    [Fact]
    public void Statements_that_call_what_is_ignored_are_left_alone()
    {
        var firmware = Load("static int F() { Log.Say(\"words \" + 3); int[] all = { 7, 8 }; return all[1]; } static class Log { public static void Say(string s) { } }", "F()");

        Assert.DoesNotContain(firmware.Mutants, m => m.Change.Contains("words", StringComparison.Ordinal) || m.Change.Contains("Say", StringComparison.Ordinal));
        Assert.Equal(["7 becomes 8", "8 becomes 9", "1 becomes 0", "the result is one more"], firmware.Mutants.Select(m => m.Change));
    }

    [Fact]
    public void What_is_reached_is_known()
    {
        var firmware = Load("static int F(int a) { if (a > 3) return Deep(); return 0; } static int Deep() => 77;", "F(1)");
        using var image = firmware.NewImage();

        _bench.Run(image.Image);

        var reached = image.TakeReached();
        Assert.Contains(firmware.Mutants.First(m => m.Change == "<= becomes <").Number, reached);
        Assert.DoesNotContain(firmware.Mutants.First(m => m.Change == "77 becomes 78").Number, reached);
        Assert.Empty(image.TakeReached());
    }

    [Fact]
    public void Two_images_run_different_mutants()
    {
        var firmware = Load("static int F(int a, int b) => a + b;", "F(7, 3)");
        using var one = firmware.NewImage();
        using var other = firmware.NewImage();
        one.Activate(firmware.Mutants.First(m => m.Change == "+ becomes -").Number);

        Assert.Equal("4", Assert.Single(_bench.Run(one.Image)));
        Assert.Equal("10", Assert.Single(_bench.Run(other.Image)));
        one.Activate(0);
        Assert.Equal("10", Assert.Single(_bench.Run(one.Image)));
    }

    [Fact]
    public void A_mutant_that_loops_is_stopped_by_the_board()
    {
        var firmware = Load("static int F() { var n = 0; for (var i = 0; i < 3; i++) n += 2; return n; }", "F()");
        using var image = firmware.NewImage();
        image.Activate(firmware.Mutants.First(m => m.Change == "+ becomes -" && m.Offset > 8).Number);

        var lines = _bench.Run(image.Image);

        Assert.True(lines.Count <= 1);
    }

    private MutableFirmware Load(string member, string call) => MutableFirmware.Load(
        _bench.Compiler.Program(
            $$"""
            namespace Acme.Tested { static class Code {
            // One line, so that every mutant is on the third.
            #line 3
            public {{member}}
            } }
            class P { static void Main() { System.Console.WriteLine((Acme.Tested.Code.{{call}}).ToString()); } }
            """,
            optimize: true),
        new MutationScope(["Acme.Tested"]) { IgnoredCalls = ["Log", "Acme.Quiet.Say"] },
        referenceFolder: GuestCompiler.ReferenceFolder);

    private bool Matches(MutableFirmware firmware, Mutant mutant, string expected) =>
        expected == $"{mutant.Change}: {Run(firmware, mutant.Number)}";

    private string Run(MutableFirmware firmware, int mutant)
    {
        using var image = firmware.NewImage();
        image.Activate(mutant);
        return _bench.Run(image.Image) is [var line, ..] ? line : "";
    }
}
