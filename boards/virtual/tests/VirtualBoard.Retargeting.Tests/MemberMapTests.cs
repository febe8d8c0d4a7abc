using VirtualBoard.Retargeting.Tests.Kit;

namespace VirtualBoard.Retargeting.Tests;

/// <summary>Members that NanoApi maps are called there, whichever way firmware uses them.</summary>
public sealed class MemberMapTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory, InlineData(false), InlineData(true)]
    public void Text_of_enums_is_their_number_however_it_is_asked_for(bool optimize) => Check(
        optimize,
        """
        enum Color { Red = 3 } enum Big : long { X = 1L << 40 }
        static string Direct(Color c) => c.ToString();
        static void Show()
        {
            var color = Color.Red; object boxed = color;
            Say(color.ToString() + Direct(color) + boxed.ToString() + Big.X.ToString());
            Say("c=" + color + $" {color}" + string.Format("{0}", color));
            Say(color.GetHashCode().ToString() + boxed.GetHashCode().ToString());
        }
        """,
        "3331099511627776", "c=3 33", "4242");

    [Theory, InlineData(false), InlineData(true)]
    public void Structs_answer_by_their_own_override_or_by_what_the_box_inherits(bool optimize) => Check(
        optimize,
        """
        struct Own { public int X; public override string ToString() { X++; return "own " + X.ToString(); } public override int GetHashCode() => X; }
        struct None { public int X; }
        static void Show()
        {
            var own = new Own(); var none = new None();
            Say(own.ToString() + own.ToString() + " " + own.GetHashCode().ToString());
            object boxed = own;
            Say(boxed.ToString() + " " + own.X.ToString() + " " + none.ToString());
            Say(own.Equals(own).ToString() + none.Equals(null).ToString() + Equals(none, none).ToString());
        }
        """,
        "own 1own 2 2", "own 3 2 Program+None", "TrueFalseTrue");

    [Theory, InlineData(false), InlineData(true)]
    public void A_map_finds_the_override_and_base_calls_pass_it(bool optimize) => Check(
        optimize,
        """
        class Thing { public override string ToString() => "thing, " + base.ToString(); public override int GetHashCode() => base.GetHashCode() + 1; }
        class Sub : Thing { public override string ToString() => "sub, " + base.ToString(); }
        delegate string Text(); delegate int Hash(); delegate bool Begins(string with);
        static void Show()
        {
            object thing = new Sub();
            Say(thing.ToString());
            Say(thing.GetHashCode().ToString());
            Text text = thing.ToString; Hash hash = "four".GetHashCode; Begins begins = "four".StartsWith;
            Say(text() + " " + hash().ToString() + " " + begins("fo").ToString());
        }
        """,
        "sub, thing, base of Sub", "18", "sub, thing, base of Sub 4 True");

    [Fact]
    public void Constructors_fields_and_structs_can_be_mapped()
    {
        const string Maps = """
            namespace VirtualBoard.NanoApi
            {
                [NanoMembersOf(typeof(Version))]
                public static class VersionMembers
                {
                    public static Version New(int major, int minor) => new Version(major + 100, minor);

                    public static int get_Minor(Version self) => 9;
                }

                [NanoMembersOf(typeof(TimeSpan))]
                public static class TimeSpanMembers
                {
                    public static TimeSpan New(long ticks) => new TimeSpan(ticks * 2);

                    public static TimeSpan get_MaxValue() => new TimeSpan(7);

                    public static double get_TotalDays(ref TimeSpan self) => -1;

                    public static bool Equals(ref TimeSpan self, object other) => other is TimeSpan t && t.Ticks == self.Ticks;
                }

                [NanoMembersOf(typeof(Exception))]
                public static class ExceptionMembers
                {
                    public static int get_HResult(Exception self) => self.HResult;

                    public static void set_HResult(Exception self, int value) => self.HResult = value + 1;
                }
            }
            """;
        CheckWith(
            Maps,
            optimize: false,
            """
            class E : Exception { public int Code() { HResult = 41; return HResult; } }
            static TimeSpan Made(long ticks) { var span = new TimeSpan(ticks); return span; }
            static void Show()
            {
                Say(new Version(1, 2).Major.ToString() + new Version(0, 0).Minor.ToString());
                var span = new TimeSpan(4);
                Say(((int)span.Ticks).ToString() + ((int)Made(5).Ticks).ToString() + ((int)TimeSpan.MaxValue.Ticks).ToString() + ((int)span.TotalDays).ToString());
                Say(span.Equals(Made(4)).ToString() + span.Equals("").ToString());
                Say(new E().Code().ToString());
            }
            """,
            "1019", "8107-1", "TrueFalse", "42");
    }

    [Theory]
    [InlineData("class X : object { public override bool Equals(object o) => base.Equals(o); }", "public static bool Equals(object self, object other) => true;", "the virtual board cannot call it as base")]
    [InlineData("class X : ArgumentException { public X() : base(\"m\") { } }", "", "")]
    [InlineData("delegate string F(string f); static F Use(int i) => i.ToString;", "} [NanoMembersOf(typeof(int))] public static class MoreInt32Members { public static string ToString(ref int self, string format) => null;", "it cannot be the target of a delegate")]
    public void What_a_map_cannot_do_is_refused(string member, string map, string why)
    {
        var source = $"using System; class P {{ static void Main() {{ }} {member} }}";
        var api = StandIn.With(
            $$"""
            namespace VirtualBoard.NanoApi
            {
                [NanoMembersOf(typeof(object))]
                public static class MoreObjectMembers { {{map}} }

                [NanoMembersOf(typeof(ArgumentException))]
                public static class ArgumentExceptionMembers { public static ArgumentException New(string message) => null; }
            }
            """);

        if (why.Length == 0)
            _bench.Image(source, nanoApi: api).Dispose();
        else
            Assert.Contains(_bench.Refusal(source, nanoApi: api).Issues, i => i.ToString().Contains(why, StringComparison.Ordinal));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Characters_of_an_untyped_foreach_are_boxed(bool optimize) => Check(
        optimize,
        """
        static void Show()
        {
            foreach (var c in "ab") Say(c.ToString());
            foreach (char c in "cd") Say(c.ToString());
            foreach (var c in "e") { object o = c; if (c is char x && o != null) Say(x.ToString() + o.Equals('e').ToString()); }
        }
        """,
        "a", "b", "c", "d", "eTrue");

    private void Check(bool optimize, string members, params string[] expected) => CheckWith("", optimize, members, expected);

    private void CheckWith(string maps, bool optimize, string members, params string[] expected)
    {
        var lines = _bench.Run(
            $$"""
            using System;
            class Program
            {
                static void Say(string line) => Console.WriteLine(line);
                static void Main() => Show();
                {{members}}
            }
            """,
            optimize,
            StandIn.With(maps));

        Assert.Equal(expected, lines);
    }
}
