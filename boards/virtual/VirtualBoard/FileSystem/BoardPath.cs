using System.Text;

namespace VirtualBoard.FileSystem;

/// <summary>A path on the board's volume, taken apart: <c>I:\a\b.txt</c> is the names "a" and "b.txt".</summary>
internal sealed class BoardPath
{
    /// <summary>
    /// The driver of nanoFramework on ESP32 builds "/I/" plus the path in a buffer of 246 bytes with a terminating zero
    /// (FS_MAX_DIRECTORY_LENGTH), which is less than the 256 characters that littlefs allows a name.
    /// </summary>
    public const int MaxBytes = 242;

    private static readonly char[] Separators = ['\\', '/'];

    private BoardPath(string text, string[] names)
    {
        Text = text;
        Names = names;
    }

    /// <summary>Gets the path as it was given.</summary>
    public string Text { get; }

    /// <summary>Gets the names from the root down; none for the root itself.</summary>
    public string[] Names { get; }

    public bool IsRoot => Names.Length == 0;

    public string Name => IsRoot ? string.Empty : Names[^1];

    /// <summary>Gets the names of the directory that it is in; the root is its own.</summary>
    public ReadOnlySpan<string> Parent => IsRoot ? [] : Names.AsSpan(..^1);

    public static BoardPath Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length < 2 || path[1] != ':' || path[0] is not ('I' or 'i'))
            throw new FileSystemException(FileSystemError.InvalidDrive, path, @"a path on this volume begins with I:\.");
        var relative = path[2..];
        if (relative.Length > 0 && !Separators.Contains(relative[0]))
            throw new FileSystemException(FileSystemError.InvalidName, path, @"a path on this volume begins with I:\.");
        if (Encoding.UTF8.GetByteCount(relative.AsSpan(Math.Min(1, relative.Length))) > MaxBytes)
        {
            throw new FileSystemException(
                FileSystemError.PathTooLong, path, $@"the path is longer than {MaxBytes} bytes of UTF-8 behind I:\.");
        }

        var names = new List<string>();
        foreach (var part in relative.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
            Append(names, part, path);
        return new BoardPath(path, [.. names]);
    }

    /// <summary>Whether this is <paramref name="other"/> or something below it.</summary>
    public bool IsAtOrBelow(BoardPath other) =>
        Names.Length >= other.Names.Length && Names.Take(other.Names.Length).SequenceEqual(other.Names);

    public FileSystemException Error(FileSystemError kind, string message) => new(kind, Text, message);

    /// <summary>Like littlefs, "." and ".." mean the directory itself and the one above.</summary>
    private static void Append(List<string> names, string part, string path)
    {
        switch (part)
        {
            case ".":
                return;
            case ".." when names.Count > 0:
                names.RemoveAt(names.Count - 1);
                return;
            case "..":
                throw new FileSystemException(FileSystemError.InvalidName, path, "there is nothing above the root.");
        }

        // A lone surrogate would come back from UTF-8 as another character.
        if (part.Contains('\0', StringComparison.Ordinal) || part.EnumerateRunes().Contains(Rune.ReplacementChar))
            throw new FileSystemException(FileSystemError.InvalidName, path, $"\"{part}\" is not a name.");
        names.Add(part);
    }
}
