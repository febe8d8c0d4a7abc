using System.Diagnostics.CodeAnalysis;

namespace System.IO;

/// <summary>Stands in for nanoFramework's operations on paths: a drive letter, backslashes (slashes are taken too), no UNC.</summary>
public static class Path
{
    public static readonly char DirectorySeparatorChar = '\\';
    public static readonly char AltDirectorySeparatorChar = '/';
    public static readonly char VolumeSeparatorChar = ':';
    public static readonly char PathSeparator = ';';

    [return: NotNullIfNotNull(nameof(path))]
    public static string? ChangeExtension(string? path, string? extension)
    {
        if (string.IsNullOrEmpty(path))
            return path;
        var dot = DotOf(path);
        var stem = dot < 0 ? path : path[..dot];
        if (extension is null)
            return stem;
        return extension.StartsWith('.') ? stem + extension : $"{stem}.{extension}";
    }

    public static string Combine(string path1, string path2)
    {
        if (path1 is null || path2 is null)
            throw new ArgumentNullException();
        if (path1.Length == 0 || IsPathRooted(path2))
            return path2;
        if (path2.Length == 0)
            return path1;
        return IsSeparator(path1[^1]) ? path1 + path2 : $@"{path1}\{path2}";
    }

    /// <returns>Null for a root.</returns>
    public static string? GetDirectoryName(string? path)
    {
        if (path is null || PathText.IsBlank(path))
            return null;
        var root = PathText.RootLength(path);
        var end = path.Length;
        if (end <= root)
            return null;
        while (end > root && !IsSeparator(path[--end]))
        {
        }

        while (end > root && IsSeparator(path[end - 1]))
            end--;
        return PathText.Normalize(path[..end]);
    }

    /// <returns>With the dot; empty without an extension.</returns>
    [return: NotNullIfNotNull(nameof(path))]
    public static string? GetExtension(string? path)
    {
        if (path is null)
            return null;
        var dot = DotOf(path);
        return dot < 0 || dot == path.Length - 1 ? string.Empty : path[dot..];
    }

    [return: NotNullIfNotNull(nameof(path))]
    public static string? GetFileName(string? path)
    {
        if (path is null)
            return null;
        // On the device an empty path has no root, and asking for its length fails.
        var root = GetPathRoot(path) ?? throw new NullReferenceException();
        var from = path.Length;
        while (from > root.Length && !IsSeparator(path[from - 1]))
            from--;
        return path[from..];
    }

    [return: NotNullIfNotNull(nameof(path))]
    public static string? GetFileNameWithoutExtension(string? path)
    {
        if (path is null)
            return null;
        var name = GetFileName(path);
        var dot = name.LastIndexOf('.');
        return dot < 0 ? name : name[..dot];
    }

    /// <exception cref="ArgumentNullException">No path.</exception>
    /// <exception cref="ArgumentException">An empty path.</exception>
    public static string GetFullPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0)
            throw new ArgumentException();
        return PathText.Normalize(IsPathRooted(path) ? path : Combine(Directory.GetCurrentDirectory(), path));
    }

    public static char[] GetInvalidFileNameChars() => ['"', '<', '>', .. GetInvalidPathChars(), ':', '*', '?', '\\', '/'];

    public static char[] GetInvalidPathChars()
    {
        var chars = new char[33];
        chars[0] = '|';
        for (var i = 1; i < chars.Length; i++)
            chars[i] = (char)(i - 1);
        return chars;
    }

    public static string? GetPathRoot(string? path) =>
        string.IsNullOrEmpty(path) || PathText.IsBlank(path) ? null : PathText.Normalize(path[..PathText.RootLength(path)]);

    public static bool HasExtension([NotNullWhen(true)] string? path) => path is not null && GetExtension(path).Length > 0;

    public static bool IsPathRooted([NotNullWhen(true)] string? path) =>
        path is { Length: >= 1 } && (IsSeparator(path[0]) || (path is [var drive, ':', ..] && char.IsAsciiLetter(drive)));

    private static bool IsSeparator(char c) => c is '\\' or '/';

    private static int DotOf(string path)
    {
        var last = path.LastIndexOfAny(['.', '\\', '/']);
        return last >= 0 && path[last] == '.' ? last : -1;
    }
}
