namespace System.IO;

/// <summary>Stands in for nanoFramework's enumeration of the same name and values.</summary>
[Flags]
public enum FileAccess
{
    Read = 1,
    Write = 2,
    ReadWrite = 3,
}

/// <summary>Stands in for nanoFramework's enumeration of the same name and values.</summary>
[Flags]
public enum FileAttributes
{
    ReadOnly = 1,
    Hidden = 2,
    System = 4,
    Directory = 16,
    Archive = 32,
    Normal = 128,
}

/// <summary>Stands in for nanoFramework's enumeration of the same name and values.</summary>
public enum FileMode
{
    CreateNew = 1,
    Create = 2,
    Open = 3,
    OpenOrCreate = 4,
    Truncate = 5,
    Append = 6,
}

/// <summary>Stands in for nanoFramework's enumeration of the same name and values.</summary>
[Flags]
public enum FileShare
{
    None = 0,
    Read = 1,
    Write = 2,
    ReadWrite = 3,
}

/// <summary>Stands in for nanoFramework's enumeration, where <see cref="Ram"/> is 4.</summary>
public enum DriveType
{
    Unknown = 0,
    NoRootDirectory = 1,
    Removable = 2,
    Fixed = 3,
    Ram = 4,
}
