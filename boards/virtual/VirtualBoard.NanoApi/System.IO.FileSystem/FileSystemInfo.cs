using VirtualBoard.FileSystem;

namespace System.IO;

/// <summary>Stands in for nanoFramework's base of file and directory information. Attributes and length are read once, then on <see cref="Refresh"/>.</summary>
public abstract class FileSystemInfo : MarshalByRefObject
{
    private BoardFileInfo? _info;

    public FileAttributes Attributes => Info.IsDirectory ? FileAttributes.Directory : 0;

    public virtual string FullName => PathOf;

    public string Extension => Path.GetExtension(FullName);

    public abstract bool Exists { get; }

    public abstract string Name { get; }

    internal string PathOf { get; init; } = string.Empty;

    private protected BoardFileInfo Info
    {
        get
        {
            if (_info is null)
                Refresh();
            return _info!;
        }
    }

    public abstract void Delete();

    public virtual void Refresh()
    {
        using var hold = Volume.Open.Take(PathOf, FileAccess.Read, FileShare.ReadWrite);
        _info = Volume.InfoOf(PathOf);
        if (_info is null)
            HandleRefreshError();
    }

    protected abstract void HandleRefreshError();
}
