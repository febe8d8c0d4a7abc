namespace VirtualBoard.FileSystem;

/// <summary>Why the file system refuses.</summary>
public enum FileSystemError
{
    /// <summary>There is no such file or directory.</summary>
    NotFound,

    /// <summary>A directory on the way to the file does not exist.</summary>
    DirectoryNotFound,

    /// <summary>Something of that name exists.</summary>
    AlreadyExists,

    /// <summary>The volume is full. What was there before is intact.</summary>
    NoSpace,

    /// <summary>The path is longer than nanoFramework's driver can handle.</summary>
    PathTooLong,

    /// <summary>The directory still has entries.</summary>
    NotEmpty,

    /// <summary>Too many files are open.</summary>
    TooManyHandles,

    /// <summary>The file is a directory or the other way round, or the handle was not opened for this.</summary>
    Unauthorized,

    /// <summary>The path has a part that is no name.</summary>
    InvalidName,

    /// <summary>The path is on another drive than I:.</summary>
    InvalidDrive,

    /// <summary>The file is open.</summary>
    InUse,

    /// <summary>What the flash holds is not what was written. The other files are not concerned.</summary>
    Corrupted,

    /// <summary>A position or length is negative or beyond 2 GB.</summary>
    OutOfRange,
}
