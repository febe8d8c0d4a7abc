using System.Globalization;
using Microsoft.Data.Sqlite;

namespace AgentEmulator.Rack.Journal;

/// <summary>Appends to a run's journal. Thread-safe; one writer per journal, which a lock file beside it sees to.</summary>
internal sealed class JournalWriter : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private readonly FileStream _lock;
    private readonly TimeProvider _time;
    private readonly string _path;
    private readonly SqliteCommand _insertEvent;
    private readonly SqliteCommand _insertLine;
    private readonly SqliteCommand _forget;
    private long _last;

    private JournalWriter(string path, SqliteConnection connection, FileStream theLock, TimeProvider time)
    {
        (_path, _connection, _lock, _time) = (path, connection, theLock, time);
        _insertEvent = Command(
            "INSERT INTO events (seq, at_us, rack_us, board, cycle, kind, data) VALUES ($seq, $at, $rack, $board, $cycle, $kind, $data)",
            "$seq", "$at", "$rack", "$board", "$cycle", "$kind", "$data");
        _insertLine = Command(
            "INSERT INTO console (board, cycle, rack_us, text) VALUES ($board, $cycle, $rack, $text)", "$board", "$cycle", "$rack", "$text");
        _forget = Command("DELETE FROM console WHERE board = $board AND cycle = $cycle", "$board", "$cycle");
        using var last = Command("SELECT coalesce(max(seq), 0) FROM events");
        _last = (long)last.ExecuteScalar()!;
    }

    /// <summary>Makes the journal of a new run.</summary>
    /// <param name="path">A file that does not exist.</param>
    /// <param name="time">The wall clock.</param>
    /// <exception cref="JournalException">It cannot be made.</exception>
    public static JournalWriter Create(string path, TimeProvider time)
    {
        var theLock = TakeLock(path);
        return Guarded(theLock, () => new JournalWriter(path, JournalFile.Create(path), theLock, time));
    }

    /// <summary>Opens the journal of a run to go on with it.</summary>
    /// <exception cref="JournalException">Another process works on the run, or the file cannot be used.</exception>
    public static JournalWriter Resume(string path, TimeProvider time)
    {
        var theLock = TakeLock(path);
        return Guarded(theLock, () => new JournalWriter(path, JournalFile.OpenToWrite(path), theLock, time));
    }

    /// <summary>Whether a process works on the run at this moment.</summary>
    public static bool IsInUse(string path)
    {
        try
        {
            TakeLock(path).Dispose();
            return false;
        }
        catch (JournalException)
        {
            return true;
        }
    }

    /// <summary>Appends events, all or none. When it returns they are durable.</summary>
    /// <param name="events">In order.</param>
    /// <returns>The events as journaled.</returns>
    /// <exception cref="JournalException">They could not be written, for instance because the disk is full; none was.</exception>
    public IReadOnlyList<RackEvent> Append(IReadOnlyList<NewRackEvent> events) => Append(events, [], []);

    /// <summary>Appends events and console lines, and forgets the console of cycles, all or nothing.</summary>
    /// <param name="events">In order.</param>
    /// <param name="lines">Console lines, in order.</param>
    /// <param name="forget">Cycles whose console is not kept any longer.</param>
    public IReadOnlyList<RackEvent> Append(
        IReadOnlyList<NewRackEvent> events, IReadOnlyList<NewConsoleLine> lines, IReadOnlyList<(string Board, int Cycle)> forget)
    {
        lock (_gate)
        {
            var at = _time.GetUtcNow();
            var written = new List<RackEvent>(events.Count);
            try
            {
                using var transaction = _connection.BeginTransaction();
                foreach (var command in new[] { _insertEvent, _insertLine, _forget })
                    command.Transaction = transaction;
                foreach (var e in events)
                    written.Add(Write(new RackEvent(_last + written.Count + 1, at, e.RackTime, e.Board, e.Cycle, e.Data)));
                foreach (var (board, cycle) in forget)
                    Run(_forget, board, cycle);
                foreach (var line in lines)
                    Run(_insertLine, line.Board, line.Cycle, Microseconds(line.RackTime), line.Text);
                transaction.Commit();
            }
            catch (SqliteException e)
            {
                throw new JournalException(string.Create(CultureInfo.InvariantCulture, $"{_path} cannot be written: {e.Message}"), e);
            }

            _last += written.Count;
            return written;
        }
    }

    /// <summary>Forgets console lines of cycles that have no end, as a killed process may leave them: the cycles are done again.</summary>
    public void ForgetUnfinished()
    {
        lock (_gate)
        {
            using var command = Command(
                """
                DELETE FROM console WHERE NOT EXISTS (
                  SELECT 1 FROM events e WHERE e.kind = 'cycle-ended' AND e.board = console.board AND e.cycle = console.cycle
                    AND json_extract(e.data, '$.outcome') <> 'abandoned')
                """);
            command.ExecuteNonQuery();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _insertEvent.Dispose();
            _insertLine.Dispose();
            _forget.Dispose();
            _connection.Dispose();
            _lock.Dispose();
        }
    }

    private RackEvent Write(RackEvent e)
    {
        Run(
            _insertEvent, e.Sequence, Microseconds(e.At - DateTimeOffset.UnixEpoch), Microseconds(e.RackTime),
            (object?)e.Board ?? DBNull.Value, (object?)e.Cycle ?? DBNull.Value, e.Kind, RackEventJson.Write(e.Data));
        return e;
    }

    private SqliteCommand Command(string sql, params string[] parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
            command.Parameters.Add(new SqliteParameter(parameter, null));
        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }

    private static long Microseconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;

    private static FileStream TakeLock(string path)
    {
        try
        {
            // The operating system gives the lock back when the process dies, however it dies.
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"Another process works on {path}, or its folder cannot be written: {e.Message}", e);
        }
    }

    private static JournalWriter Guarded(FileStream theLock, Func<JournalWriter> open)
    {
        try
        {
            return open();
        }
        catch
        {
            theLock.Dispose();
            throw;
        }
    }
}
