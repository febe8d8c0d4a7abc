namespace VirtualBoard.FileSystem;

/// <summary>The file system refuses what it was asked for. Nothing on the volume has changed.</summary>
public sealed class FileSystemException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="kind">Why.</param>
    /// <param name="path">The path as it was given.</param>
    /// <param name="message">One sentence on what is wrong.</param>
    public FileSystemException(FileSystemError kind, string path, string message)
        : base($"{path}: {message}")
    {
        Kind = kind;
        Path = path;
    }

    /// <summary>Gets why.</summary>
    public FileSystemError Kind { get; }

    /// <summary>Gets the path as it was given.</summary>
    public string Path { get; }
}
