using System.Security.Cryptography;

namespace VirtualBoard.Retargeting.Caching;

/// <summary>
/// Files of retargeted images. Any number of processes may use one folder: a file appears whole, under a name that stands for its
/// content, so two that write the same do no harm to each other.
/// </summary>
internal sealed class ImageFolder
{
    private const string Extension = ".image";
    private static readonly byte[] Magic = "nf.proj image 1\n"u8.ToArray();

    private readonly string _path;
    private readonly int _capacity;

    public ImageFolder(string path, int capacity)
    {
        _path = path;
        _capacity = capacity;
    }

    /// <summary>Reads an image; null when there is none, or when the file is damaged.</summary>
    public ImageContents? Read(string key)
    {
        byte[] file;
        try
        {
            file = File.ReadAllBytes(FileOf(key));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        var header = Magic.Length + SHA256.HashSizeInBytes;
        if (file.Length < header || !file.AsSpan().StartsWith(Magic))
            return null;

        var content = file[header..];
        return SHA256.HashData(content).AsSpan().SequenceEqual(file.AsSpan(Magic.Length, SHA256.HashSizeInBytes))
            ? ImageContents.FromBytes(content)
            : null;
    }

    /// <summary>Writes an image, over a damaged one if need be, and lets the oldest go when there are too many.</summary>
    public void Write(string key, ImageContents contents)
    {
        Directory.CreateDirectory(_path);
        var content = contents.ToBytes();

        // No two writers on one machine share the name; the key tells what is being written when one is left over from a crash.
        var temporary = Path.Combine(_path, $"{key}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.tmp");
        File.WriteAllBytes(temporary, [.. Magic, .. SHA256.HashData(content), .. content]);
        File.Move(temporary, FileOf(key), overwrite: true);
        Trim();
    }

    private void Trim()
    {
        var files = new DirectoryInfo(_path).GetFiles("*" + Extension);
        foreach (var old in files.OrderByDescending(f => f.LastWriteTimeUtc).ThenBy(f => f.Name, StringComparer.Ordinal).Skip(_capacity))
            old.Delete();
    }

    private string FileOf(string key) => Path.Combine(_path, key + Extension);
}
