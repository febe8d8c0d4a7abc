using VirtualBoard.Tracing;

namespace VirtualBoard.Tests.Scheduling;

public sealed class TraceTests
{
    [Fact]
    public void Two_runs_of_a_seed_have_the_same_trace_and_another_seed_has_another()
    {
        var first = Run(1);
        var second = Run(1);
        Assert.Equal(first.Lines, second.Lines);
        Assert.Equal(first.Trace.Hash, second.Trace.Hash);
        Assert.NotEqual(first.Trace.Hash, Run(2).Trace.Hash);
    }

    [Fact]
    public void A_trace_names_what_was_fired_picked_drawn_written_sent_and_printed()
    {
        var lines = Run(1).Lines;
        foreach (var kind in (string[])["event", "run", "draw", "flash", "power", "network", "console", "note"])
            Assert.Contains(lines, line => line.Split(' ')[2] == kind);
        Assert.Contains(lines, line => line.EndsWith(" power one boot 1: PowerOn", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(" flash one program done ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(" network one joined office at ", StringComparison.Ordinal));
    }

    [Fact]
    public void One_more_draw_makes_another_trace_from_there_on_and_not_before()
    {
        var straight = Run(1, static lab => lab.After(TimeSpan.FromSeconds(2), static () => { })).Lines;
        var bent = Run(1, static lab => lab.After(TimeSpan.FromSeconds(2), () => lab.Random("bent").NextUInt64())).Lines;
        var first = straight.Zip(bent).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.InRange(first, 10, straight.Count - 2);
        Assert.Contains(" draw lab bent ", bent[first], StringComparison.Ordinal);
    }

    [Fact]
    public void Frames_of_a_stack_trace_are_not_in_the_trace()
    {
        var lines = Run(1, _ => { }, () => throw new InvalidOperationException("broken")).Lines;
        Assert.Contains(lines, line => line.Contains("broken", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("   at ", StringComparison.Ordinal));
    }

    private static (LabTrace Trace, List<string> Lines) Run(ulong seed, Action<Lab>? more = null, Action? last = null)
    {
        var lines = new List<string>();
        var trace = new LabTrace(entry => lines.Add(entry.ToString()));
        using var lab = new Lab(new LabOptions { Seed = seed, Trace = trace });
        more?.Invoke(lab);
        lab.Air.Add("office", "office-password");
        foreach (var name in (string[])["one", "two"])
        {
            var board = lab.AddBoard(TestLab.Definition, new BoardOptions { Name = name });
            board.Load(new DelegateFirmware(boot =>
            {
                boot.Board.Station.Connect("office", "office-password", static _ => { });
                boot.StartThread("worker", () => BoardThread.Current!.Sleep(boot.Board.Random("worker").Next(TimeSpan.Zero, TimeSpan.FromSeconds(1))));
                boot.Board.Files.WriteAllBytes(@"I:\file", [1, 2, 3]);
                boot.Board.Console.WriteLine("written");
                boot.Board.Lab.Note(name, "noted");
                last?.Invoke();
            }));
            board.PowerOn();
        }

        lab.RunFor(TimeSpan.FromSeconds(10));
        return (trace, lines);
    }
}
