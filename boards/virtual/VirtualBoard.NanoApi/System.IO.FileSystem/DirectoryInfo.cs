namespace System.IO;

/// <summary>Stands in for nanoFramework's information about a directory.</summary>
public sealed class DirectoryInfo : FileSystemInfo
{
    public DirectoryInfo(string path) => PathOf = Path.GetFullPath(path);

    public override string Name => Path.GetFileName(PathOf);

    public override bool Exists => Directory.Exists(PathOf);

    public DirectoryInfo Root => new(Path.GetPathRoot(PathOf)!);

    public DirectoryInfo? Parent
    {
        get
        {
            var path = PathOf.Length > 3 ? PathOf.TrimEnd('\\') : PathOf;
            return Path.GetDirectoryName(path) is { } parent ? new DirectoryInfo(parent) : null;
        }
    }

    public void Create() => Directory.CreateDirectory(PathOf);

    public DirectoryInfo CreateSubdirectory(string path) => Directory.CreateDirectory(Path.Combine(PathOf, path));

    public FileInfo[] GetFiles() => Array.ConvertAll(Directory.GetFiles(PathOf), static f => new FileInfo(f));

    public DirectoryInfo[] GetDirectories() => Array.ConvertAll(Directory.GetDirectories(PathOf), static d => new DirectoryInfo(d));

    public void MoveTo(string destDirName) => Directory.Move(PathOf, destDirName);

    public override void Delete() => Directory.Delete(PathOf);

    public void Delete(bool recursive) => Directory.Delete(PathOf, recursive);

    protected override void HandleRefreshError() => throw Volume.Error(IOException.IOExceptionErrorCode.DirectoryNotFound);

    public override string ToString() => PathOf;
}
