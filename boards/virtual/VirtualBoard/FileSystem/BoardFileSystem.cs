using VirtualBoard.Flash;

namespace VirtualBoard.FileSystem;

/// <summary>
/// The file system on a board's <c>config</c> partition, drive I:. It keeps littlefs's promises and no more.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>What a handle writes becomes durable, all of it at once, when the handle is closed. Flush makes nothing durable. A power
/// cut at any flash operation leaves the old content or the new one.</item>
/// <item>Opening a file that does not exist creates it, empty, and that is durable at once and by itself: a cut between open and
/// close leaves an empty file. littlefs does the same.</item>
/// <item>Delete, Move and each directory that is created or deleted are durable at once, each atomically. Creating a path of
/// directories, or deleting recursively, is one such step per entry, as in nanoFramework's driver.</item>
/// <item>An open file can be neither deleted nor moved (esp_littlefs: "Has open FD").</item>
/// <item>Two handles on one file do not see each other: each goes on with the content at its opening plus what it wrote, and the
/// last one closed with changes wins. nanoFramework's FileStream refuses most such pairs before they come here.</item>
/// <item>When the volume is full, the handle that could not write changes nothing any more, and closing it leaves the old
/// content.</item>
/// <item>Names are case-sensitive. Files of up to 512 bytes are kept in the directory itself while that fits one sector.</item>
/// </list>
/// How it is done is told at <see cref="Volume"/>. An object serves one boot: after a power cut, or <see cref="Unmount"/>, every
/// call throws <see cref="PowerOffException"/>.
/// <para>
/// Nothing else may call while a call is under way. Firmware threads cannot: a native call occupies the board's processor. Host
/// code that runs meanwhile, in a lab event, may look names up, and gets an InvalidOperationException for everything else.
/// </para>
/// </remarks>
public sealed class BoardFileSystem
{
    /// <summary>Largest file that is kept in the directory itself: littlefs's limit with 4096-byte blocks.</summary>
    public const int InlineLimit = 512;

    /// <summary>ESP-IDF has 64 file descriptors, of which LwIP takes the upper 16 and the console 3.</summary>
    public const int MaxOpenFiles = 45;

    private readonly Partition _partition;
    private readonly Volume _volume;
    private readonly List<BoardFile> _open = [];
    private readonly int _powerCycle;
    private bool _isBusy;
    private bool _isUnmounted;

    private BoardFileSystem(Partition partition)
    {
        _partition = partition;
        _powerCycle = partition.Flash.PowerCycles;
        _volume = Volume.Mount(partition, out var reason);
        _volume.MarkOpenFiles = MarkOpenFiles;
        FormatReason = reason;
    }

    /// <summary>Gets a value indicating whether mounting failed, so that everything was wiped silently.</summary>
    public bool FormattedOnMount => FormatReason is not null;

    /// <summary>Gets why mounting failed; null when it did not.</summary>
    public string? FormatReason { get; }

    /// <summary>Gets the size of the volume in bytes.</summary>
    public int TotalSize => _partition.Size;

    /// <summary>Gets how many bytes files in sectors of their own can still take.</summary>
    /// <remarks>A device does not tell: nanoFramework's driver reports -1 for both sizes.</remarks>
    public int FreeSize
    {
        get
        {
            using var turn = Enter();
            return _volume.FreeSectors * NorFlash.SectorSize;
        }
    }

    /// <summary>Gets the number of handles that are open.</summary>
    public int OpenFiles => _open.Count;

    internal Volume Volume => _volume;

    /// <summary>Mounts the volume, and formats it when that fails, as nanoFramework has it.</summary>
    /// <param name="partition">Where the volume is: 8 sectors or more.</param>
    /// <returns>The mounted file system.</returns>
    /// <exception cref="PowerOffException">The flash has no power, or loses it now.</exception>
    public static BoardFileSystem Mount(Partition partition)
    {
        ArgumentNullException.ThrowIfNull(partition);
        return new BoardFileSystem(partition);
    }

    /// <summary>Ends the use of this object without a power cut: what was not committed is lost, as in a reset.</summary>
    public void Unmount() => _isUnmounted = true;

    /// <summary>Tells whether there is a file of this path.</summary>
    /// <param name="path">Such as <c>I:\a\b.txt</c>; <c>/</c> separates as well.</param>
    /// <returns>True for a file, false for a directory or nothing.</returns>
    /// <exception cref="FileSystemException">InvalidDrive, InvalidName, PathTooLong.</exception>
    public bool FileExists(string path) => GetInfo(path) is { IsDirectory: false };

    /// <summary>Tells whether there is a directory of this path.</summary>
    /// <param name="path">Such as <c>I:\a</c>.</param>
    /// <returns>True for a directory, and so for the root; false for a file or nothing.</returns>
    /// <exception cref="FileSystemException">InvalidDrive, InvalidName, PathTooLong.</exception>
    public bool DirectoryExists(string path) => GetInfo(path) is { IsDirectory: true };

    /// <summary>Looks up a file or directory.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>What is committed there; null when there is nothing.</returns>
    /// <exception cref="FileSystemException">InvalidDrive, InvalidName, PathTooLong.</exception>
    public BoardFileInfo? GetInfo(string path)
    {
        ThrowIfDead();
        var parsed = BoardPath.Parse(path);
        return _volume.Root.Find(parsed.Names) is { } node ? Describe(parsed.Name, node) : null;
    }

    /// <summary>Lists a directory.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>Its entries in ordinal order of their names.</returns>
    /// <exception cref="FileSystemException">DirectoryNotFound, InvalidDrive, InvalidName, PathTooLong.</exception>
    public IReadOnlyList<BoardFileInfo> Enumerate(string path)
    {
        ThrowIfDead();
        var directory = FindDirectory(BoardPath.Parse(path));
        return [.. directory.Children.Select(c => Describe(c.Key, c.Value))];
    }

    /// <summary>Opens a file. A file that is created by this exists durably, and empty, when this returns.</summary>
    /// <param name="path">Its path; the directory exists.</param>
    /// <param name="mode">As in .NET. Create and Truncate empty an existing file when the handle is closed, not before.</param>
    /// <param name="access">As in .NET. All modes but Open and OpenOrCreate need Write; Append has nothing else.</param>
    /// <returns>The handle, at position 0; for Append, at the end.</returns>
    /// <exception cref="ArgumentException">Mode and access do not go together.</exception>
    /// <exception cref="FileSystemException">
    /// NotFound, DirectoryNotFound, AlreadyExists (CreateNew), Unauthorized (a directory), NoSpace, TooManyHandles, InvalidDrive,
    /// InvalidName, PathTooLong.
    /// </exception>
    public BoardFile Open(string path, FileMode mode, FileAccess access)
    {
        CheckArguments(mode, access);
        using var turn = Enter();
        var parsed = BoardPath.Parse(path);
        var file = FindFile(parsed);
        if (file is null && mode is FileMode.Open or FileMode.Truncate)
            throw parsed.Error(FileSystemError.NotFound, "there is no such file.");
        if (file is not null && mode == FileMode.CreateNew)
            throw parsed.Error(FileSystemError.AlreadyExists, "the file exists.");
        if (_open.Count == MaxOpenFiles)
            throw parsed.Error(FileSystemError.TooManyHandles, $"{MaxOpenFiles} files are open, no more are possible.");
        if (file is null)
        {
            file = FileNode.Empty;
            _volume.Commit(_volume.Root.With(parsed.Names, file), parsed);
        }

        var handle = new BoardFile(this, parsed, file, access, mode);
        _open.Add(handle);
        return handle;
    }

    /// <summary>Deletes a file, durably.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="FileSystemException">
    /// NotFound, DirectoryNotFound, Unauthorized (a directory), InUse, InvalidDrive, InvalidName, PathTooLong.
    /// </exception>
    public void Delete(string path)
    {
        using var turn = Enter();
        var parsed = BoardPath.Parse(path);
        if (FindFile(parsed) is null)
            throw parsed.Error(FileSystemError.NotFound, "there is no such file.");
        CheckNotInUse(parsed);
        _volume.Commit(_volume.Root.With(parsed.Names, null), parsed);
    }

    /// <summary>Gives a file or directory another path, durably and atomically.</summary>
    /// <param name="source">Its path.</param>
    /// <param name="target">Its new path. Nothing is there; the directory that it is in exists.</param>
    /// <exception cref="FileSystemException">
    /// NotFound, DirectoryNotFound, AlreadyExists, InUse (an open file is moved), InvalidName (into itself), Unauthorized (the
    /// root), NoSpace, InvalidDrive, PathTooLong.
    /// </exception>
    public void Move(string source, string target)
    {
        using var turn = Enter();
        var from = BoardPath.Parse(source);
        var to = BoardPath.Parse(target);
        if (from.IsRoot)
            throw from.Error(FileSystemError.Unauthorized, "the root cannot be moved.");
        if (_volume.Root.Find(from.Names) is not { } node)
            throw from.Error(FileSystemError.NotFound, "there is no such file or directory.");
        if (_volume.Root.Find(to.Names) is not null)
            throw to.Error(FileSystemError.AlreadyExists, "something of that name exists.");
        if (to.IsAtOrBelow(from))
            throw to.Error(FileSystemError.InvalidName, "a directory cannot be moved into itself.");
        CheckParent(to);
        CheckNotInUse(from);
        _volume.Commit(_volume.Root.With(from.Names, null).With(to.Names, node), to);
    }

    /// <summary>Creates a directory and those above it that do not exist, each durably. Does nothing when it exists.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="FileSystemException">
    /// AlreadyExists (a file is in the way), NoSpace, InvalidDrive, InvalidName, PathTooLong.
    /// </exception>
    public void CreateDirectory(string path)
    {
        using var turn = Enter();
        var parsed = BoardPath.Parse(path);
        for (var depth = 1; depth <= parsed.Names.Length; depth++)
        {
            var names = parsed.Names.AsSpan(0, depth);
            switch (_volume.Root.Find(names))
            {
                case null:
                    _volume.Commit(_volume.Root.With(names, DirectoryNode.Empty), parsed);
                    break;
                case FileNode:
                    throw parsed.Error(FileSystemError.AlreadyExists, $"\"{names[^1]}\" is a file.");
            }
        }
    }

    /// <summary>Deletes a directory, durably.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="recursive">Delete what is in it first, entry by entry; a power cut may leave some of them. Default no.</param>
    /// <exception cref="FileSystemException">
    /// DirectoryNotFound, NotEmpty, InUse (a file in it is open), Unauthorized (a file, or the root), InvalidDrive, InvalidName,
    /// PathTooLong.
    /// </exception>
    public void DeleteDirectory(string path, bool recursive = false)
    {
        using var turn = Enter();
        var parsed = BoardPath.Parse(path);
        if (parsed.IsRoot)
            throw parsed.Error(FileSystemError.Unauthorized, "the root cannot be deleted.");
        if (_volume.Root.Find(parsed.Names) is FileNode)
            throw parsed.Error(FileSystemError.Unauthorized, "it is a file.");
        var directory = FindDirectory(parsed);
        if (!directory.Children.IsEmpty && !recursive)
            throw parsed.Error(FileSystemError.NotEmpty, "the directory is not empty.");
        CheckNotInUse(parsed);
        DeleteTree(parsed.Names, directory, parsed);
    }

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>Its content.</returns>
    /// <exception cref="FileSystemException">As for Open; Corrupted.</exception>
    public byte[] ReadAllBytes(string path)
    {
        using var file = Open(path, FileMode.Open, FileAccess.Read);
        var content = new byte[file.Length];
        file.Read(content);
        return content;
    }

    /// <summary>Writes a whole file, in the steps that firmware takes: open or create, write, close.</summary>
    /// <param name="path">Its path; the directory exists.</param>
    /// <param name="content">Its new content.</param>
    /// <exception cref="FileSystemException">As for Open; NoSpace.</exception>
    public void WriteAllBytes(string path, ReadOnlySpan<byte> content)
    {
        using var file = Open(path, FileMode.Create, FileAccess.Write);
        file.Write(content);
        file.Close();
    }

    /// <summary>Begins a call, which ends when the result is disposed.</summary>
    internal Turn Enter()
    {
        ThrowIfDead();
        if (_isBusy)
        {
            throw new InvalidOperationException(
                "The volume is in use: a board thread is in the middle of a file operation, or this call comes from inside of one.");
        }

        _isBusy = true;
        return new Turn(this);
    }

    internal void Forget(BoardFile file)
    {
        _open.Remove(file);
        _volume.OpenFilesChanged();
    }

    private static void CheckArguments(FileMode mode, FileAccess access)
    {
        if (mode is < FileMode.CreateNew or > FileMode.Append)
            throw new ArgumentOutOfRangeException(nameof(mode), mode, "This is no FileMode.");
        if (access is < FileAccess.Read or > FileAccess.ReadWrite)
            throw new ArgumentOutOfRangeException(nameof(access), access, "This is no FileAccess.");
        if (mode is not (FileMode.Open or FileMode.OpenOrCreate) && !access.HasFlag(FileAccess.Write))
            throw new ArgumentException($"FileMode.{mode} needs write access.", nameof(access));
        if (mode == FileMode.Append && access != FileAccess.Write)
            throw new ArgumentException("FileMode.Append goes with FileAccess.Write only.", nameof(access));
    }

    private static BoardFileInfo Describe(string name, Node node) =>
        node is FileNode file ? new(name, false, file.Length) : new(name, true, 0);

    private bool IsAlive =>
        !_isUnmounted && _partition.Flash.IsPowered && _partition.Flash.PowerCycles == _powerCycle;

    private void ThrowIfDead()
    {
        if (!IsAlive)
            throw new PowerOffException();
    }

    /// <summary>Finds a file or a place for one: null when only the file itself is missing.</summary>
    private FileNode? FindFile(BoardPath path)
    {
        if (_volume.Root.Find(path.Names) is DirectoryNode)
            throw path.Error(FileSystemError.Unauthorized, "it is a directory.");
        CheckParent(path);
        return (FileNode?)_volume.Root.Find(path.Names);
    }

    private DirectoryNode FindDirectory(BoardPath path) => _volume.Root.Find(path.Names) as DirectoryNode
        ?? throw path.Error(FileSystemError.DirectoryNotFound, "there is no such directory.");

    private void CheckParent(BoardPath path)
    {
        if (_volume.Root.Find(path.Parent) is not DirectoryNode)
            throw path.Error(FileSystemError.DirectoryNotFound, "the directory it is in does not exist.");
    }

    private void CheckNotInUse(BoardPath path)
    {
        if (_open.Exists(f => f.Path.IsAtOrBelow(path)))
            throw path.Error(FileSystemError.InUse, "it is open, or a file in it is.");
    }

    private void DeleteTree(string[] names, DirectoryNode directory, BoardPath blamed)
    {
        foreach (var (name, node) in directory.Children)
        {
            string[] below = [.. names, name];
            if (node is DirectoryNode child)
                DeleteTree(below, child, blamed);
            else
                _volume.Commit(_volume.Root.With(below, null), blamed);
        }

        _volume.Commit(_volume.Root.With(names, null), blamed);
    }

    private void MarkOpenFiles(SectorMap map)
    {
        foreach (var file in _open)
            file.MarkSectors(map);
    }

    /// <summary>A call under way.</summary>
    internal readonly ref struct Turn(BoardFileSystem files)
    {
        public void Dispose() => files._isBusy = false;
    }
}
