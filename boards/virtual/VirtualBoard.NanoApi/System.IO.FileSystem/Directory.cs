namespace System.IO;

/// <summary>Stands in for nanoFramework's operations on directories of the board's volume (drive I:).</summary>
public static class Directory
{
    public static DirectoryInfo CreateDirectory(string path)
    {
        path = Path.GetFullPath(path);
        Volume.Do(() => Volume.Files.CreateDirectory(path));
        return new DirectoryInfo(path);
    }

    public static void Delete(string path) => Delete(path, false);

    /// <exception cref="IOException">No such directory, it is a file, a file in it is open, or it is not empty.</exception>
    public static void Delete(string path, bool recursive)
    {
        path = Path.GetFullPath(path);
        using var hold = Volume.Open.LockDirectory(path);
        switch (Volume.InfoOf(path))
        {
            case null:
                throw Volume.Error(IOException.IOExceptionErrorCode.DirectoryNotFound);
            case { IsDirectory: false }:
                throw Volume.Error(IOException.IOExceptionErrorCode.UnauthorizedAccess);
        }

        Volume.Do(() => Volume.Files.DeleteDirectory(path, recursive));
    }

    public static bool Exists(string path)
    {
        path = Path.GetFullPath(path);
        return path == @"\" || Volume.InfoOf(path) is { IsDirectory: true };
    }

    public static string GetCurrentDirectory() => Volume.Open.CurrentDirectory;

    /// <returns>Full paths.</returns>
    public static string[] GetFiles(string path) => Children(path, directories: false);

    /// <returns>Full paths.</returns>
    public static string[] GetDirectories(string path) => Children(path, directories: true);

    public static void Move(string sourceDirName, string destDirName)
    {
        sourceDirName = Path.GetFullPath(sourceDirName);
        destDirName = Path.GetFullPath(destDirName);
        using var hold = Volume.Open.Take(sourceDirName);
        if (!Exists(sourceDirName))
            throw Volume.Error(IOException.IOExceptionErrorCode.DirectoryNotFound);
        Volume.Do(() => Volume.Files.Move(sourceDirName, destDirName));
    }

    public static void SetCurrentDirectory(string path)
    {
        path = Path.GetFullPath(path);
        if (!Exists(path))
            throw Volume.Error(IOException.IOExceptionErrorCode.DirectoryNotFound);
        Volume.Open.SetCurrentDirectory(path);
    }

    private static string[] Children(string path, bool directories)
    {
        path = Path.GetFullPath(path);
        if (!Exists(path))
            throw Volume.Error(IOException.IOExceptionErrorCode.DirectoryNotFound);
        var entries = Volume.Do(() => Volume.Files.Enumerate(path));
        return [.. entries.Where(e => e.IsDirectory == directories).Select(e => Path.Combine(path, e.Name))];
    }
}
