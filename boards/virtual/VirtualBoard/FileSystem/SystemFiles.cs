namespace VirtualBoard.FileSystem;

/// <summary>The blocks of settings that nanoFramework's native side keeps as files beside those of the application.</summary>
public static class SystemFiles
{
    /// <summary>Reads a block; null when it is missing or damaged, which the native side takes for "never written".</summary>
    /// <param name="files">The config volume.</param>
    /// <param name="path">Path of the block, for instance <c>I:\con_CW1_0.sys</c>.</param>
    public static byte[]? ReadSystemFile(this BoardFileSystem files, string path)
    {
        try
        {
            return files.FileExists(path) ? files.ReadAllBytes(path) : null;
        }
        catch (FileSystemException e) when (e.Kind == FileSystemError.Corrupted)
        {
            return null;
        }
    }

    /// <summary>Writes a block as a whole.</summary>
    /// <param name="files">The config volume.</param>
    /// <param name="path">Path of the block.</param>
    /// <param name="block">Its content.</param>
    /// <exception cref="FileSystemException">The volume is full.</exception>
    public static void WriteSystemFile(this BoardFileSystem files, string path, byte[] block) => files.WriteAllBytes(path, block);
}
