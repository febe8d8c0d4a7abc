namespace VirtualBoard.FileSystem;

/// <summary>The files that nanoFramework's firmware keeps for itself on the config volume, in sight of the application.</summary>
public static class SystemFiles
{
    /// <summary>Reads a file whole.</summary>
    /// <param name="files">The volume.</param>
    /// <param name="path">Its path.</param>
    /// <returns>The content; null when there is no such file.</returns>
    public static byte[]? ReadSystemFile(this BoardFileSystem files, string path) =>
        files.FileExists(path) ? files.ReadAllBytes(path) : null;

    /// <summary>Writes a file whole; durable on return.</summary>
    /// <param name="files">The volume.</param>
    /// <param name="path">Its path.</param>
    /// <param name="content">The content.</param>
    /// <exception cref="FileSystemException">No space, or the application has the file open.</exception>
    public static void WriteSystemFile(this BoardFileSystem files, string path, byte[] content) => files.WriteAllBytes(path, content);
}
