namespace System.IO;

/// <summary>Stands in for nanoFramework's information about a file.</summary>
public sealed class FileInfo : FileSystemInfo
{
    public FileInfo(string fileName) => PathOf = Path.GetFullPath(fileName);

    public override string Name => Path.GetFileName(PathOf);

    public long Length => Info.Length;

    public string? DirectoryName => Path.GetDirectoryName(PathOf);

    public DirectoryInfo? Directory => DirectoryName is { } directory ? new DirectoryInfo(directory) : null;

    public override bool Exists => File.Exists(PathOf);

    public FileStream Create() => File.Create(PathOf);

    public override void Delete() => File.Delete(PathOf);

    protected override void HandleRefreshError() => throw Volume.Error(IOException.IOExceptionErrorCode.FileNotFound);

    public override string ToString() => PathOf;
}
