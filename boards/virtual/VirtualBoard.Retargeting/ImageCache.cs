using System.Collections.Concurrent;
using VirtualBoard.Retargeting.Api;
using VirtualBoard.Retargeting.Caching;
using VirtualBoard.Retargeting.Loading;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting;

/// <summary>
/// Keeps retargeted firmware by content: in memory, where the same firmware is loaded once however often it is asked for, and, if
/// given a folder, on disk, where the next process finds it. Safe for use by several threads, and the folder by several processes.
/// </summary>
public sealed class ImageCache : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<FirmwareImage>> _images = new(StringComparer.Ordinal);
    private readonly ImageFolder? _folder;

    /// <summary>Creates a cache.</summary>
    /// <param name="folder">Folder for the files, made when needed; null keeps images in memory only.</param>
    /// <param name="folderCapacity">How many images the folder holds before the oldest are deleted. The default is 64.</param>
    public ImageCache(string? folder = null, int folderCapacity = 64)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folderCapacity, 1);
        _folder = folder is null ? null : new ImageFolder(folder, folderCapacity);
    }

    /// <summary>
    /// Why the folder could not be used the last time it was tried; null when it could. Without the folder, firmware is retargeted in
    /// every process, and nothing else is lost.
    /// </summary>
    public string? FolderProblem { get; private set; }

    /// <summary>Lets all images go. Boards that run one keep it until they are done.</summary>
    public void Dispose()
    {
        foreach (var image in _images.Values)
        {
            if (image.IsValueCreated)
                image.Value.Dispose();
        }

        _images.Clear();
    }

    internal FirmwareImage Get(FirmwareSources sources, NanoApiAssembly nanoApi, NanoVersion nano, bool compileAll)
    {
        var key = ImageKey.Of(sources, nanoApi.Assembly, nano);
        var image = _images.GetOrAdd(key, k => new Lazy<FirmwareImage>(() => Make(k, sources, nanoApi, nano, compileAll)));
        try
        {
            return image.Value;
        }
        catch
        {
            // What failed is tried again the next time: the cause may be gone.
            _images.TryRemove(new(key, image));
            throw;
        }
    }

    private FirmwareImage Make(string key, FirmwareSources sources, NanoApiAssembly nanoApi, NanoVersion nano, bool compileAll)
    {
        if (Use(folder => folder.Read(key)) is { } contents)
            return FirmwareImage.Create(contents, ImageOrigin.CacheFolder, nanoApi.Assembly, compileAll);

        contents = Retargeter.Retarget(sources, nanoApi, nano);
        var image = FirmwareImage.Create(contents, ImageOrigin.Retargeted, nanoApi.Assembly, compileAll);
        Use<object>(folder =>
        {
            folder.Write(key, contents);
            return null;
        });
        return image;
    }

    private T? Use<T>(Func<ImageFolder, T?> use)
        where T : class
    {
        if (_folder is null)
            return null;

        try
        {
            var result = use(_folder);
            FolderProblem = null;
            return result;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            FolderProblem = e.Message;
            return null;
        }
    }
}
