using AgentEmulator.Cloud;
using AgentEmulator.Cloud.Storage;
using AgentEmulator.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace AgentEmulator.Tests.Cloud;

/// <summary>The SQLite file: it holds what memory holds, over restarts, and refuses what is no such file.</summary>
public sealed class SqliteStoreTests : IDisposable
{
    private const string Device = "50000a1b2c3d4e5f";
    private readonly DirectoryInfo _folder = TestFolders.Create("store");

    private string File => Path.Combine(_folder.FullName, "cloud.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Everything_is_there_again_and_equal()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, 123, TimeSpan.Zero));
        string agent;
        IssuedToken token;
        DeviceView device;
        IReadOnlyList<IStoredRecord> memory;
        using (var store = SqliteStore.Open(File))
        {
            var twin = new MemoryStore();
            var (cloud, agents) = Cloud(new BothStores(store, twin), time);
            cloud.Admit(Device, Device[4..]);
            cloud.Bless(Device, true);
            token = cloud.Enroll(null)!;
            agent = cloud.Activate(Device, token.PlanId, token.TokenId).AgentId;
            agents.Save(agent, """{"a":"ä😀"}""");
            cloud.Enroll(TokenKind.Developer, null, CloudAccount.Own);
            cloud.Enroll(TokenKind.Factory, null, CloudAccount.Own);
            device = cloud.FindDevice(Device)!;
            memory = twin.Load();
        }

        using var again = SqliteStore.Open(File);
        Assert.Equal(memory.OrderBy(Key), again.Load().OrderBy(Key));
        var (second, secondAgents) = Cloud(again, time);
        Assert.Equivalent(device, second.FindDevice(Device), strict: true);
        Assert.Equal("""{"a":"ä😀"}""", secondAgents.Load(agent));
        Assert.Equal(Device, secondAgents.Find(agent)!.DeviceId);
        Assert.Equal(agent, second.Activate(Device, token.PlanId, token.TokenId).AgentId);
        // The same seed begins again; no id comes twice.
        Assert.NotEqual(token.TokenId, second.Enroll(null)!.TokenId);

        static string Key(IStoredRecord record) => record.GetType().Name + record.Id;
    }

    [Fact]
    public void A_new_plan_ends_the_old_agent_for_good_and_the_old_plan_brings_it_back_without_its_data()
    {
        using var store = SqliteStore.Open(File);
        var (cloud, agents) = Cloud(store, new FakeTimeProvider());
        cloud.Admit(Device, Device[4..]);
        cloud.Bless(Device, true);
        var one = cloud.Enroll(null)!;
        var first = cloud.Activate(Device, one.PlanId, one.TokenId).AgentId;
        agents.Save(first, """{"a":1}""");
        var two = cloud.Enroll(null)!;
        var second = cloud.Activate(Device, two.PlanId, two.TokenId).AgentId;
        Assert.NotEqual(first, second);
        Assert.Null(agents.Find(first));
        Assert.NotNull(agents.Find(second));
        Assert.Equal("{}", agents.Load(first));
        var again = cloud.Enroll(one.PlanId)!;
        Assert.Equal(first, cloud.Activate(Device, again.PlanId, again.TokenId).AgentId);
        Assert.Null(agents.Find(second));
    }

    [Fact]
    public void A_file_in_use_is_told_and_opens_when_it_is_free()
    {
        using (SqliteStore.Open(File))
        {
            var e = Assert.Throws<CloudStoreException>(() => SqliteStore.Open(File));
            Assert.Contains("in use by another process", e.Message, StringComparison.Ordinal);
            Assert.False(e.IsContent);
        }

        SqliteStore.Open(File).Dispose();
    }

    [Fact]
    public void Files_of_others_are_refused_and_left_alone()
    {
        System.IO.File.WriteAllText(File, "a shopping list, long enough to be no header of a database file, not even by chance, whoever reads it. " + new string('x', 4096));
        var before = System.IO.File.ReadAllBytes(File);
        Assert.True(Assert.Throws<CloudStoreException>(() => SqliteStore.Open(File)).IsContent);
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));

        var foreign = Path.Combine(_folder.FullName, "foreign.db");
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={foreign};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE t(x)";
            command.ExecuteNonQuery();
        }

        Assert.Contains("another program", Assert.Throws<CloudStoreException>(() => SqliteStore.Open(foreign)).Message, StringComparison.Ordinal);
        Assert.False(Assert.Throws<CloudStoreException>(() => SqliteStore.Open(Path.Combine(_folder.FullName, "no", "folder.db"))).IsContent);
    }

    [Fact]
    public void An_empty_file_as_a_kill_may_leave_it_is_a_new_one_and_is_for_its_owner_only()
    {
        System.IO.File.WriteAllBytes(File, []);
        SqliteStore.Open(File).Dispose();
        var fresh = Path.Combine(_folder.FullName, "fresh.db");
        SqliteStore.Open(fresh).Dispose();
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(fresh));
    }

    [Fact]
    public void What_cannot_be_kept_has_not_happened()
    {
        using var store = SqliteStore.Open(File);
        var failing = new FailingStore(store);
        var (cloud, agents) = Cloud(failing, new FakeTimeProvider());
        cloud.Admit(Device, Device[4..]);
        failing.Fails = true;
        Assert.Throws<CloudStoreException>(() => cloud.Bless(Device, true));
        Assert.Throws<CloudStoreException>(() => cloud.Enroll(null));
        Assert.Equal(DeviceState.DeviceUnderTest, cloud.FindDevice(Device)!.State);
        failing.Fails = false;
        Assert.True(cloud.Bless(Device, true).First);
        Assert.NotNull(agents);
    }

    private static (ImpCloud Cloud, AgentStore Agents) Cloud(ICloudStore store, TimeProvider time)
    {
        var state = new CloudState(store);
        var ids = new SeededIds(1);
        var agents = new AgentStore(state, ids);
        var options = new CloudOptions { ApiKeys = ["k"], LoadCodeAfterBlessing = false };
        var cloud = new ImpCloud(
            options, "5000f1c700000001", state, agents, new FactoryFaults(), time, ids, new(new Recorder(), time), id => "http://agents/" + id);
        return (cloud, agents);
    }

    private sealed class BothStores(ICloudStore one, ICloudStore two) : ICloudStore
    {
        public IReadOnlyList<IStoredRecord> Load() => one.Load();

        public void Commit(IReadOnlyList<StoreChange> changes)
        {
            one.Commit(changes);
            two.Commit(changes);
        }

        public void Dispose()
        {
        }
    }

    private sealed class FailingStore(ICloudStore store) : ICloudStore
    {
        public bool Fails { get; set; }

        public IReadOnlyList<IStoredRecord> Load() => store.Load();

        public void Commit(IReadOnlyList<StoreChange> changes)
        {
            if (Fails)
                throw new CloudStoreException("the disk is full");
            store.Commit(changes);
        }

        public void Dispose()
        {
        }
    }
}
