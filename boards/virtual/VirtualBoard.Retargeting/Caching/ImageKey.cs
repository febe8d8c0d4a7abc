using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using VirtualBoard.Retargeting.Loading;

namespace VirtualBoard.Retargeting.Caching;

/// <summary>Names an image by everything that decides its content, so that an entry under that name can never be out of date.</summary>
internal static class ImageKey
{
    public static string Of(FirmwareSources sources, Assembly nanoApi, NanoVersion nano)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, Encoding.UTF8.GetBytes(Environment.Version.ToString()));
        Add(hash, [(byte)nano]);
        foreach (var module in new[] { typeof(ImageKey).Module, typeof(Boot).Module, nanoApi.ManifestModule })
            Add(hash, module.ModuleVersionId.ToByteArray());
        foreach (var file in sources.Firmware)
            Add(hash, file);
        foreach (var file in sources.Framework.Values.OrderBy(f => f.Name, StringComparer.Ordinal))
            Add(hash, file);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, SourceFile file)
    {
        Add(hash, Encoding.UTF8.GetBytes(file.Name));
        Add(hash, file.Image);
        Add(hash, file.Symbols ?? []);
    }

    // With its length, so that bytes cannot move from one part to the next unnoticed.
    private static void Add(IncrementalHash hash, byte[] part)
    {
        hash.AppendData(BitConverter.GetBytes(part.Length));
        hash.AppendData(part);
    }
}
