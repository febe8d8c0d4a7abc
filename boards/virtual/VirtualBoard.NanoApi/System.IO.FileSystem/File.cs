using System.Text;
using VirtualBoard.NanoApi;

namespace System.IO;

/// <summary>Stands in for nanoFramework's operations on files of the board's volume (drive I:).</summary>
public static class File
{
    private const int ChunkSize = 2_048;

    /// <summary>As on the device this does not append: it opens the file for writing at its start.</summary>
    public static StreamWriter AppendText(string path) => new(OpenWrite(Path.GetFullPath(path)));

    public static void AppendAllText(string path, string contents)
    {
        using var writer = new StreamWriter(new FileStream(Path.GetFullPath(path), FileMode.Append, FileAccess.Write));
        writer.Write(contents);
    }

    public static void Copy(string sourceFileName, string destFileName) => Copy(sourceFileName, destFileName, false);

    public static void Copy(string sourceFileName, string destFileName, bool overwrite)
    {
        destFileName = Path.GetFullPath(destFileName);
        using var reader = new FileStream(Path.GetFullPath(sourceFileName), FileMode.Open, FileAccess.Read, FileShare.Read);
        var mode = overwrite ? FileMode.Create : FileMode.CreateNew;
        using var writer = new FileStream(destFileName, mode, FileAccess.Write, FileShare.None);
        var buffer = new byte[ChunkSize];
        for (int read; (read = reader.Read(buffer, 0, ChunkSize)) > 0;)
            writer.Write(buffer, 0, read);
    }

    public static FileStream Create(string path) => new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None);

    public static FileStream Create(string path, int bufferSize) => new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize);

    /// <summary>Does nothing when there is no such file.</summary>
    /// <exception cref="IOException">The directory does not exist, it is a directory, or it is open.</exception>
    public static void Delete(string path)
    {
        path = Path.GetFullPath(path);
        using var hold = Volume.Open.Take(path);
        if (Path.GetDirectoryName(path) is not { } directory || !Directory.Exists(directory))
            throw Volume.Error(IOException.IOExceptionErrorCode.DirectoryNotFound);
        switch (Volume.InfoOf(path))
        {
            case null:
                return;
            case { IsDirectory: true }:
                throw Volume.Error(IOException.IOExceptionErrorCode.UnauthorizedAccess);
        }

        Volume.Do(() => Volume.Files.Delete(path));
    }

    /// <summary>False for everything that is no file, also for what is no path.</summary>
    public static bool Exists(string path)
    {
        try
        {
            return Volume.InfoOf(Path.GetFullPath(path)) is { IsDirectory: false };
        }
        catch (Exception e) when (Guest.IsCatchable(e))
        {
            return false;
        }
    }

    public static FileAttributes GetAttributes(string path) => Volume.InfoOf(Path.GetFullPath(path)) switch
    {
        null => throw Volume.Error(IOException.IOExceptionErrorCode.FileNotFound),
        { IsDirectory: true } => FileAttributes.Directory,
        _ => FileAttributes.Normal,
    };

    /// <summary>Does nothing, as on an ESP32, whose file system keeps no attributes.</summary>
    /// <exception cref="IOException">There is no such file.</exception>
    public static void SetAttributes(string path, FileAttributes fileAttributes)
    {
        if (!Exists(path))
            throw Volume.Error(IOException.IOExceptionErrorCode.FileNotFound);
    }

    /// <summary>Moves a file; there is no way to replace another one in one step.</summary>
    /// <exception cref="IOException">No such file, or something of the new name exists.</exception>
    public static void Move(string sourceFileName, string destFileName)
    {
        sourceFileName = Path.GetFullPath(sourceFileName);
        destFileName = Path.GetFullPath(destFileName);
        using var hold = Volume.Open.Take(sourceFileName);
        if (!Exists(sourceFileName))
            throw Volume.Error(IOException.IOExceptionErrorCode.FileNotFound);
        if (Exists(destFileName))
            throw Volume.Error(IOException.IOExceptionErrorCode.PathAlreadyExists);
        Volume.Do(() => Volume.Files.Move(sourceFileName, destFileName));
    }

    public static FileStream Open(string path, FileMode mode) =>
        Open(path, mode, mode == FileMode.Append ? FileAccess.Write : FileAccess.ReadWrite);

    public static FileStream Open(string path, FileMode mode, FileAccess access) => new(path, mode, access, FileShare.None);

    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share) => new(path, mode, access, share);

    public static FileStream OpenRead(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.None);

    public static StreamReader OpenText(string path) => new(OpenRead(Path.GetFullPath(path)));

    public static FileStream OpenWrite(string path) => new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);

    public static byte[] ReadAllBytes(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var bytes = new byte[stream.Length];
        for (int read, at = 0; at < bytes.Length && (read = stream.Read(bytes, at, bytes.Length - at)) > 0;)
            at += read;
        return bytes;
    }

    public static string ReadAllText(string path)
    {
        using var reader = OpenText(path);
        return reader.ReadToEnd();
    }

    /// <summary>Writes a file anew. As on the device an error at closing, such as a full volume, is hidden; the old content stays then.</summary>
    public static void WriteAllBytes(string path, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        stream.Write(bytes, 0, bytes.Length);
    }

    public static void WriteAllText(string path, string contents) =>
        WriteAllBytes(path, string.IsNullOrEmpty(contents) ? [] : Encoding.UTF8.GetBytes(contents));
}
