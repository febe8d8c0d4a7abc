using System.Data;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace AgentEmulator.Rack.Journal;

/// <summary>Reads a run's journal, also while another process writes to it. Not for several threads at once.</summary>
internal sealed class JournalReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly string _path;

    private JournalReader(string path, SqliteConnection connection) => (_path, _connection) = (path, connection);

    /// <summary>Opens a journal.</summary>
    /// <exception cref="JournalException">It is missing, damaged, or no journal of this version.</exception>
    public static JournalReader Open(string path) => new(path, JournalFile.OpenToRead(path));

    /// <summary>The events after one, in order; as many as there are when the call is made, or the first <paramref name="limit"/> of them.</summary>
    /// <param name="after">Sequence number of the last event that the caller has; 0 for all.</param>
    /// <param name="limit">How many at most.</param>
    /// <exception cref="JournalException">The file is damaged.</exception>
    public IEnumerable<RackEvent> Events(long after = 0, int limit = int.MaxValue)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT seq, at_us, rack_us, board, cycle, kind, data FROM events WHERE seq > $after ORDER BY seq LIMIT $limit";
        command.Parameters.AddWithValue("$after", after);
        command.Parameters.AddWithValue("$limit", limit);
        using var rows = Execute(command);
        while (Next(rows))
            yield return Event(rows);
    }

    /// <summary>The last lines of a board's console, oldest first.</summary>
    /// <param name="board">Name of the board.</param>
    /// <param name="cycle">Only of this cycle; null for whatever is kept.</param>
    /// <param name="after">Only lines after the one with this id.</param>
    /// <param name="limit">How many at most.</param>
    public IReadOnlyList<RackConsoleLine> Console(string board, int? cycle = null, long after = 0, int limit = RackConsoleLine.LinesPerCycle)
    {
        using var command = _connection.CreateCommand();
        command.CommandText =
            """
            SELECT id, board, cycle, rack_us, text FROM console
            WHERE board = $board AND ($cycle IS NULL OR cycle = $cycle) AND id > $after ORDER BY id DESC LIMIT $limit
            """;
        command.Parameters.AddWithValue("$board", board);
        command.Parameters.AddWithValue("$cycle", (object?)cycle ?? DBNull.Value);
        command.Parameters.AddWithValue("$after", after);
        command.Parameters.AddWithValue("$limit", limit);
        var lines = new List<RackConsoleLine>();
        using var rows = Execute(command);
        while (Next(rows))
            lines.Add(new(rows.GetInt64(0), rows.GetString(1), rows.GetInt32(2), Time(rows.GetInt64(3)), rows.GetString(4)));
        lines.Reverse();
        return lines;
    }

    /// <summary>The cycles of which console lines are kept, in the order in which they were printed.</summary>
    public List<(string Board, int Cycle)> ConsoleCycles()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT board, cycle FROM console GROUP BY board, cycle ORDER BY min(id)";
        var cycles = new List<(string, int)>();
        using var rows = Execute(command);
        while (Next(rows))
            cycles.Add((rows.GetString(0), rows.GetInt32(1)));
        return cycles;
    }

    /// <summary>Asks SQLite to check the whole file.</summary>
    /// <returns>Null when it is intact; else what is wrong.</returns>
    public string? Check()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        var said = Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        return said == "ok" ? null : said;
    }

    public void Dispose() => _connection.Dispose();

    private RackEvent Event(SqliteDataReader row)
    {
        var seq = row.GetInt64(0);
        try
        {
            return new RackEvent(
                seq,
                DateTimeOffset.UnixEpoch + Time(row.GetInt64(1)),
                Time(row.GetInt64(2)),
                row.IsDBNull(3) ? null : row.GetString(3),
                row.IsDBNull(4) ? null : row.GetInt32(4),
                RackEventJson.Read(row.GetString(5), row.GetString(6)));
        }
        catch (JsonException e)
        {
            throw new JournalException($"{_path}: event {seq} cannot be read: {e.Message}", e);
        }
    }

    private SqliteDataReader Execute(SqliteCommand command)
    {
        try
        {
            return command.ExecuteReader(CommandBehavior.Default);
        }
        catch (SqliteException e)
        {
            throw new JournalException($"{_path} cannot be read: {e.Message}", e);
        }
    }

    private bool Next(SqliteDataReader rows)
    {
        try
        {
            return rows.Read();
        }
        catch (SqliteException e)
        {
            throw new JournalException($"{_path} cannot be read: {e.Message}", e);
        }
    }

    private static TimeSpan Time(long microseconds) => TimeSpan.FromMicroseconds(microseconds);
}
