using Microsoft.Data.Sqlite;

namespace AgentEmulator.Rack.Journal;

/// <summary>The SQLite file of a run: its tables, and how it is opened.</summary>
/// <remarks>
/// One file per run. Write-ahead log, synchronous FULL: what a commit acknowledged survives the death of the process and of the computer.
/// Others may read while one process writes.
/// </remarks>
internal static class JournalFile
{
    /// <summary>Marks the file as a journal, in SQLite's application_id: "NFRJ".</summary>
    private const int ApplicationId = 0x4E46524A;

    /// <summary>Version of the tables, in SQLite's user_version.</summary>
    private const int SchemaVersion = 1;

    private const string Schema =
        """
        CREATE TABLE events (
          seq     INTEGER PRIMARY KEY,   -- 1, 2, 3 ... without gaps
          at_us   INTEGER NOT NULL,      -- wall clock, microseconds since 1970, UTC
          rack_us INTEGER NOT NULL,      -- rack time, microseconds since the run began
          board   TEXT,
          cycle   INTEGER,
          kind    TEXT NOT NULL,
          data    TEXT NOT NULL          -- JSON
        ) STRICT;
        -- A cycle counts once: no second end other than as abandoned.
        CREATE UNIQUE INDEX cycle_counts_once ON events (board, cycle)
          WHERE kind = 'cycle-ended' AND json_extract(data, '$.outcome') <> 'abandoned';
        CREATE TABLE console (
          id      INTEGER PRIMARY KEY AUTOINCREMENT,
          board   TEXT NOT NULL,
          cycle   INTEGER NOT NULL,
          rack_us INTEGER NOT NULL,
          text    TEXT NOT NULL
        ) STRICT;
        CREATE INDEX console_of_cycle ON console (board, cycle, id);
        """;

    /// <summary>Makes a journal.</summary>
    /// <exception cref="JournalException">There is a file already, or it cannot be made.</exception>
    public static SqliteConnection Create(string path)
    {
        if (File.Exists(path))
            throw new JournalException($"{path} exists already; a run has a journal of its own.");
        // Under another name until it is whole: a process that is killed here leaves nothing that looks like a journal.
        var unfinished = path + ".new";
        try
        {
            File.Delete(unfinished);
            using (var connection = Open(unfinished, SqliteOpenMode.ReadWriteCreate))
            {
                Run(connection, "PRAGMA journal_mode = WAL");
                Prepare(connection);
                using var transaction = connection.BeginTransaction();
                Run(connection, Schema, transaction);
                Run(connection, $"PRAGMA application_id = {ApplicationId}", transaction);
                Run(connection, $"PRAGMA user_version = {SchemaVersion}", transaction);
                transaction.Commit();
            }

            File.Move(unfinished, path);
            return OpenToWrite(path);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"{path} cannot be made: {e.Message}", e);
        }
    }

    /// <summary>Opens a journal to go on with it.</summary>
    /// <exception cref="JournalException">It is missing, damaged, or no journal of this version.</exception>
    public static SqliteConnection OpenToWrite(string path) => OpenChecked(path, SqliteOpenMode.ReadWrite);

    /// <summary>Opens a journal to read it, also while another process writes to it.</summary>
    /// <exception cref="JournalException">It is missing, damaged, or no journal of this version.</exception>
    public static SqliteConnection OpenToRead(string path) => OpenChecked(path, SqliteOpenMode.ReadOnly);

    private static SqliteConnection OpenChecked(string path, SqliteOpenMode mode)
    {
        if (!File.Exists(path))
            throw new JournalException($"There is no journal {path}.");
        var connection = Open(path, mode);
        try
        {
            if (mode != SqliteOpenMode.ReadOnly)
                Prepare(connection);
            if (Ask(connection, "PRAGMA application_id") != ApplicationId)
                throw new JournalException($"{path} is no journal of a soak run.");
            var version = Ask(connection, "PRAGMA user_version");
            if (version != SchemaVersion)
                throw new JournalException($"{path} was written by a version of the program with journal version {version}; this one reads {SchemaVersion}.");
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new JournalException($"{path} cannot be read: {e.Message}", e);
        }
        catch (JournalException)
        {
            connection.Dispose();
            throw;
        }
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        // Pooled connections would keep files open after their journal was disposed.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new JournalException($"{path} cannot be opened: {e.Message}", e);
        }
    }

    private static void Prepare(SqliteConnection connection)
    {
        Run(connection, "PRAGMA synchronous = FULL");
        Run(connection, "PRAGMA busy_timeout = 10000");
    }

    private static void Run(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }

    private static long Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(command.ExecuteScalar() ?? 0L);
    }
}
