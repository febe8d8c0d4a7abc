using System.Collections.Concurrent;

namespace VirtualBoard.Testing.Running;

/// <summary>
/// Finds source files that symbols name by a mapped path, such as <c>/_/Acme/Node.cs</c> from a deterministic build, in the folders
/// above the test program.
/// </summary>
internal sealed class SourceFiles(string folder)
{
    private readonly ConcurrentDictionary<string, string> _found = new(StringComparer.Ordinal);

    /// <summary>Gives the path of the file on this machine, or the path as it is when there is none.</summary>
    public string Resolve(string path) => _found.GetOrAdd(path, Find);

    private string Find(string path)
    {
        if (File.Exists(path))
            return path;
        var parts = path.Split('/', '\\');
        // Of a mapped path the first part is made up; a path of another machine has more that are foreign here.
        for (var skip = 1; skip < parts.Length; skip++)
        {
            var rest = Path.Combine(parts[skip..]);
            for (var above = folder; above is not null; above = Path.GetDirectoryName(above))
            {
                var candidate = Path.Combine(above, rest);
                if (rest.Length > 0 && File.Exists(candidate))
                    return candidate;
            }
        }

        return path;
    }
}
