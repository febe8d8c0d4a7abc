namespace System.IO;

/// <summary>Who has which path open in a boot, with nanoFramework's rules on sharing; names differ in more than case.</summary>
internal sealed class OpenFiles
{
    private readonly List<Hold> _holds = [];
    private readonly List<string> _lockedDirectories = [];
    private Hold? _current;

    /// <summary>The directory that relative paths start from; at first the root of all drives, where no file can be.</summary>
    public string CurrentDirectory { get; private set; } = @"\";

    /// <exception cref="IOException">Unauthorized: another hold does not share the path that way, or its directory is being deleted.</exception>
    public IDisposable Take(string path, FileAccess access = FileAccess.ReadWrite, FileShare share = FileShare.None)
    {
        path = path.ToUpperInvariant();
        if (_lockedDirectories.Exists(d => IsIn(path, d)))
            throw Volume.Error(IOException.IOExceptionErrorCode.UnauthorizedAccess);
        var others = _holds.FindAll(h => h.Path == path);
        if (others.Count > 0 && (share != FileShare.ReadWrite || others.Exists(h => ((int)h.Share & (int)access) != (int)access)))
            throw Volume.Error(IOException.IOExceptionErrorCode.UnauthorizedAccess);
        var hold = new Hold(this, path, share);
        _holds.Add(hold);
        return hold;
    }

    /// <exception cref="IOException">Unauthorized: a file in it is open.</exception>
    public IDisposable LockDirectory(string path)
    {
        path = path.ToUpperInvariant();
        if (_lockedDirectories.Contains(path) || _holds.Exists(h => IsIn(h.Path, path)))
            throw Volume.Error(IOException.IOExceptionErrorCode.UnauthorizedAccess);
        _lockedDirectories.Add(path);
        return new Lock(this, path);
    }

    public void SetCurrentDirectory(string path)
    {
        _current?.Dispose();
        _current = path == @"\" ? null : (Hold)Take(path, FileAccess.Read, FileShare.ReadWrite);
        CurrentDirectory = path;
    }

    private static bool IsIn(string path, string directory) =>
        path.StartsWith(directory, StringComparison.Ordinal) && (path.Length == directory.Length || path[directory.Length] == '\\');

    private sealed class Hold(OpenFiles files, string path, FileShare share) : IDisposable
    {
        public string Path => path;

        public FileShare Share => share;

        public void Dispose() => files._holds.Remove(this);
    }

    private sealed class Lock(OpenFiles files, string path) : IDisposable
    {
        public void Dispose() => files._lockedDirectories.Remove(path);
    }
}
