using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AgentEmulator.Cloud.Storage;

/// <summary>
/// Keeps state in an SQLite file, through EF Core. A commit is on the disk when it returns: write-ahead log, synchronized with
/// every transaction. One process at a time may have the file.
/// </summary>
internal sealed class SqliteStore : ICloudStore
{
    /// <summary>Marks the file as one of this program's.</summary>
    private const int ApplicationId = 0x6e667072;
    private const int Busy = 5;
    private const int NotADatabase = 26;

    private readonly string _file;
    private readonly SqliteConnection _connection;
    private readonly DbContextOptions<CloudContext> _options;

    private SqliteStore(string file, SqliteConnection connection)
    {
        _file = file;
        _connection = connection;
        // Nothing of it may reach a log: parameters are tokens.
        _options = new DbContextOptionsBuilder<CloudContext>().UseSqlite(connection)
            .ConfigureWarnings(warnings => warnings.Default(WarningBehavior.Ignore)).Options;
    }

    /// <summary>Opens the file, or makes it, for its owner only.</summary>
    /// <exception cref="CloudStoreException">It cannot be used; the message says why and what to do.</exception>
    public static SqliteStore Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 1 }.ConnectionString);
        try
        {
            Make(file);
            connection.Open();
            // The lock lasts as long as the connection, and needs no memory shared with other processes.
            Run(connection, "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
            var store = new SqliteStore(file, connection);
            store.CheckOrCreate();
            return store;
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException or CloudStoreException)
        {
            connection.Dispose();
            throw Explain(file, e);
        }
    }

    public IReadOnlyList<IStoredRecord> Load()
    {
        try
        {
            using var context = new CloudContext(_options);
            return context.All();
        }
        catch (Exception e) when (e is SqliteException or InvalidOperationException or FormatException)
        {
            throw new CloudStoreException($"The data file {_file} cannot be read: {e.Message}", e) { IsContent = true };
        }
    }

    public void Commit(IReadOnlyList<StoreChange> changes)
    {
        using var context = new CloudContext(_options);
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var change in changes)
        {
            context.Entry(change.Record).State = change.Kind switch
            {
                ChangeKind.Add => EntityState.Added,
                ChangeKind.Update => EntityState.Modified,
                _ => EntityState.Deleted,
            };
        }

        try
        {
            context.SaveChanges();
        }
        catch (Exception e) when (e is DbUpdateException or SqliteException)
        {
            throw new CloudStoreException(
                $"The data file {_file} cannot be written: {(e.InnerException ?? e).Message} Free space on its disk and try again.", e);
        }
    }

    public void Dispose() => _connection.Dispose();

    private static void Make(string file)
    {
        if (File.Exists(file))
            return;
        if (Directory.Exists(file))
            throw new CloudStoreException($"{file} is a folder: name a file in it with --data.") { IsContent = true };
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(file, options).Dispose();
    }

    /// <summary>Tables and marks come in one transaction: a file is this program's whole or still empty.</summary>
    private void CheckOrCreate()
    {
        var id = Number("PRAGMA application_id");
        var version = Number("PRAGMA user_version");
        if (id == ApplicationId && version == CloudContext.Version)
            return;
        if (id == ApplicationId)
        {
            throw new CloudStoreException(
                $"The data file {_file} is of version {version} and this program reads version {CloudContext.Version}: use the program that wrote it, or another file.") { IsContent = true };
        }

        if (Number("SELECT count(*) FROM sqlite_master") > 0)
            throw new CloudStoreException($"{_file} is an SQLite file of another program: choose another with --data.") { IsContent = true };
        using var context = new CloudContext(_options);
        Run(
            _connection,
            $"BEGIN IMMEDIATE; {context.Database.GenerateCreateScript()}; PRAGMA application_id={ApplicationId}; PRAGMA user_version={CloudContext.Version}; COMMIT;");
    }

    private long Number(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static CloudStoreException Explain(string file, Exception e) => e switch
    {
        CloudStoreException known => known,
        SqliteException { SqliteErrorCode: Busy } =>
            new CloudStoreException($"The data file {file} is in use by another process: stop that one, or choose another file with --data.", e),
        SqliteException { SqliteErrorCode: NotADatabase } =>
            new CloudStoreException($"{file} is no data file of this program: choose another with --data.", e) { IsContent = true },
        _ => new CloudStoreException($"The data file {file} cannot be used: {e.Message} Choose another with --data.", e),
    };
}
