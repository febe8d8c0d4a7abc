using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Rack;

public sealed class JournalTests : IDisposable
{
    private readonly string _folder = TestFolders.Create("journal").FullName;

    private string Journal => Path.Combine(_folder, "run.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_appended_is_read_by_another_connection_while_the_writer_is_open()
    {
        using var writer = JournalWriter.Create(Journal, TimeProvider.System);
        using var reader = JournalReader.Open(Journal);
        Assert.Empty(reader.Events());

        var written = writer.Append([RackEvents.Begun("a", "b"), RackEvents.CycleBegun("a", 1)]);
        writer.Append([RackEvents.Passed("a", 1)]);

        var read = reader.Events().ToList();
        Assert.Equal([1L, 2, 3], read.Select(e => e.Sequence));
        Assert.Equal(RackEventJson.Write(written[0].Data), RackEventJson.Write(read[0].Data));
        Assert.Equal(RackEventKinds.CycleEnded, Assert.Single(reader.Events(after: 2)).Kind);
        Assert.Null(reader.Check());
    }

    [Fact]
    public void A_closed_journal_can_be_read_and_gone_on_with()
    {
        using (var writer = JournalWriter.Create(Journal, TimeProvider.System))
            writer.Append([RackEvents.Begun("a")]);
        using (var reader = JournalReader.Open(Journal))
            Assert.Single(reader.Events());
        using (var writer = JournalWriter.Resume(Journal, TimeProvider.System))
            Assert.Equal(2, Assert.Single(writer.Append([RackEvents.CycleBegun("a", 1)])).Sequence);
    }

    [Fact]
    public void A_journal_has_one_writer()
    {
        using (JournalWriter.Create(Journal, TimeProvider.System))
        {
            Assert.True(JournalWriter.IsInUse(Journal));
            Assert.Contains("Another process", Assert.Throws<JournalException>(() => JournalWriter.Resume(Journal, TimeProvider.System)).Message);
        }

        Assert.False(JournalWriter.IsInUse(Journal));
    }

    [Fact]
    public void A_cycle_cannot_count_twice_and_a_refused_batch_leaves_nothing()
    {
        using var writer = JournalWriter.Create(Journal, TimeProvider.System);
        writer.Append([RackEvents.Begun("a"), RackEvents.Abandoned("a", 1), RackEvents.Passed("a", 1)]);
        Assert.Throws<JournalException>(() => writer.Append([RackEvents.CycleBegun("a", 2), RackEvents.Failed("a", 1, "no-heartbeat")]));
        using var reader = JournalReader.Open(Journal);
        Assert.Equal(3, reader.Events().Count());
        Assert.Equal(4, Assert.Single(writer.Append([RackEvents.CycleBegun("a", 2)])).Sequence);
    }

    [Fact]
    public void Console_lines_are_kept_until_their_cycle_is_forgotten()
    {
        using var writer = JournalWriter.Create(Journal, TimeProvider.System);
        writer.Append([], [new("a", 1, TimeSpan.FromSeconds(1), "one"), new("a", 1, TimeSpan.FromSeconds(2), "two"), new("b", 1, TimeSpan.Zero, "other")], []);
        writer.Append([], [new("a", 2, TimeSpan.FromSeconds(3), "three")], []);
        using var reader = JournalReader.Open(Journal);
        Assert.Equal(["one", "two", "three"], reader.Console("a").Select(l => l.Text));
        Assert.Equal(["two"], reader.Console("a", cycle: 1, limit: 1).Select(l => l.Text));
        writer.Append([], [], [("a", 1)]);
        Assert.Equal(["three"], reader.Console("a").Select(l => l.Text));
    }

    [Fact]
    public void What_is_no_journal_is_refused_by_name()
    {
        File.WriteAllText(Journal, "not a database, but long enough to be looked at as one: " + new string('x', 4096));
        Assert.Contains(Journal, Assert.Throws<JournalException>(() => JournalReader.Open(Journal)).Message);
        Assert.Contains("no journal", Assert.Throws<JournalException>(() => JournalReader.Open(Journal + "x")).Message);
    }

    [Fact]
    public void A_kind_of_a_later_version_is_kept_as_it_is()
    {
        using var writer = JournalWriter.Create(Journal, TimeProvider.System);
        writer.Append([RackEvents.Begun("a"), new NewRackEvent(TimeSpan.Zero, "a", null, new UnknownEvent("board-painted", """{"colour":"red"}"""))]);
        using var reader = JournalReader.Open(Journal);
        Assert.Equal(new UnknownEvent("board-painted", """{"colour":"red"}"""), reader.Events(after: 1).Single().Data);
        Assert.Equal(2, RunState.Of(reader.Events()).LastSequence);
    }

    [Fact]
    public void A_run_is_found_by_id_by_its_beginning_and_by_being_the_latest()
    {
        var runs = new RunFolder(_folder);
        Assert.Contains("no run", Assert.Throws<JournalException>(() => runs.Resolve(null)).Message);
        foreach (var name in new[] { "alpha-1", "alpha-2", "beta" })
            JournalWriter.Create(runs.Journal(name), TimeProvider.System).Dispose();
        File.SetLastWriteTimeUtc(runs.Journal("alpha-1"), DateTime.UtcNow.AddMinutes(1));
        Assert.Equal("alpha-1", runs.Resolve(null));
        Assert.Equal("beta", runs.Resolve("b"));
        Assert.Equal("alpha-2", runs.Resolve("alpha-2"));
        Assert.Contains("several", Assert.Throws<JournalException>(() => runs.Resolve("alpha")).Message);
        Assert.Contains("beta", Assert.Throws<JournalException>(() => runs.Resolve("gamma")).Message);
    }
}
