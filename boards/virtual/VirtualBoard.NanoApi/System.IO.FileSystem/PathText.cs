namespace System.IO;

/// <summary>What nanoFramework's path operations have in common.</summary>
internal static class PathText
{
    public static bool IsBlank(string path) => path.All(static c => c == ' ');

    /// <summary>Length of "I:\", "I:" or a lone separator at the start.</summary>
    public static int RootLength(string path)
    {
        if (path is [var drive, ':', ..] && char.IsAsciiLetter(drive))
            return path is [_, _, '\\' or '/', ..] ? 3 : 2;
        return path is ['\\' or '/'] ? 1 : 0;
    }

    /// <summary>Makes separators backslashes, one at a time, and resolves "." and "..".</summary>
    public static string Normalize(string path)
    {
        if (path.Length == 0)
            return path;
        var parts = new List<string>();
        var climbs = false;
        foreach (var (index, part) in path.Split('\\', '/').Index())
        {
            if (part == "..")
            {
                climbs = true;
                if (index == 0)
                    parts.Add(part);
                else if (parts.Count > 0)
                    parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("." or ""))
            {
                parts.Add(part);
            }
        }

        // As on the device a path that climbs is not taken for rooted any more.
        var start = !climbs && path[0] is '\\' or '/' ? @"\" : string.Empty;
        var text = start + string.Join('\\', parts);
        return path[^1] is '\\' or '/' && text != @"\" ? text + '\\' : text;
    }
}
