namespace VirtualBoard.Retargeting;

/// <summary>Where a firmware image came from.</summary>
public enum ImageOrigin
{
    /// <summary>It was retargeted just now.</summary>
    Retargeted,

    /// <summary>It was retargeted before and read from the cache's folder.</summary>
    CacheFolder,
}
