namespace VirtualBoard.FileSystem;

/// <summary>A file or a directory as it is committed.</summary>
/// <param name="Name">Its name without the path; empty for the root.</param>
/// <param name="IsDirectory">Whether it is a directory.</param>
/// <param name="Length">Bytes in the file; 0 for a directory.</param>
public sealed record BoardFileInfo(string Name, bool IsDirectory, int Length);
