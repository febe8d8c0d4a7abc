namespace AgentEmulator.Rack.Journal;

/// <summary>The folder in which the journals of runs lie, one file <c>RUN.db</c> each.</summary>
internal sealed class RunFolder(string path)
{
    private const string Extension = ".db";

    /// <summary>Where runs are kept unless told otherwise: <c>nf.proj/runs</c> in the user's application data.</summary>
    public static string DefaultPath => System.IO.Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "nf.proj", "runs");

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Ids of the runs, the one that was worked on last first.</summary>
    public IReadOnlyList<string> Runs() => Directory.Exists(Path)
        ? [.. new DirectoryInfo(Path).EnumerateFiles("*" + Extension)
            .OrderByDescending(LastWrite).ThenByDescending(file => file.Name, StringComparer.Ordinal)
            .Select(file => System.IO.Path.GetFileNameWithoutExtension(file.Name))]
        : [];

    /// <summary>The journal of a run, whether or not it exists.</summary>
    public string Journal(string run) => System.IO.Path.Combine(Path, run + Extension);

    /// <summary>The run that a user means by an id, the unambiguous beginning of one, or nothing (the latest).</summary>
    /// <exception cref="JournalException">There is none or more than one; the message lists what there is.</exception>
    public string Resolve(string? given)
    {
        var runs = Runs();
        if (runs.Count == 0)
            throw new JournalException($"There is no run in {Path}. Start one with: soak rack.json");
        if (string.IsNullOrEmpty(given))
            return runs[0];
        if (runs.Contains(given, StringComparer.Ordinal))
            return given;
        var matches = runs.Where(run => run.StartsWith(given, StringComparison.Ordinal)).ToList();
        return matches.Count switch
        {
            1 => matches[0],
            0 => throw new JournalException($"There is no run \"{given}\" in {Path}. Runs, latest first: {Listed(runs)}."),
            _ => throw new JournalException($"\"{given}\" may mean several runs: {Listed(matches)}."),
        };
    }

    /// <summary>An id for a new run: the rack's name and when it began.</summary>
    /// <param name="rack">Name of the rack.</param>
    /// <param name="now">When it begins.</param>
    public string NewId(string rack, DateTimeOffset now)
    {
        var stem = $"{Slug(rack)}-{now.ToLocalTime():yyyyMMdd-HHmmss}";
        var id = stem;
        for (var n = 2; File.Exists(Journal(id)); n++)
            id = $"{stem}-{n}";
        return id;
    }

    private static DateTime LastWrite(FileInfo file)
    {
        // With a write-ahead log the main file may be older than the last event.
        var log = new FileInfo(file.FullName + "-wal");
        return log.Exists && log.LastWriteTimeUtc > file.LastWriteTimeUtc ? log.LastWriteTimeUtc : file.LastWriteTimeUtc;
    }

    private static string Listed(IReadOnlyList<string> runs) =>
        string.Join(", ", runs.Take(10)) + (runs.Count > 10 ? $" and {runs.Count - 10} more" : "");

    private static string Slug(string name)
    {
        var text = new string([.. name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-')]).Trim('-');
        return text.Length == 0 ? "rack" : text[..Math.Min(text.Length, 40)];
    }
}
