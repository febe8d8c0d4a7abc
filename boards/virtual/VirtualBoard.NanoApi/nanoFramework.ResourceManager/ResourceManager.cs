extern alias host;

using System.Buffers.Binary;
using System.Reflection;
using VirtualBoard.NanoApi;

namespace System.Resources;

/// <summary>Stands in for nanoFramework's access to resources: files <c>NAME.nanoresources</c> that are embedded in the assembly.</summary>
/// <remarks>
/// nanoFramework's build makes them of .resx files: a header, an entry for each resource with its id, kind and size, and the contents.
/// Fonts and bitmaps come as bytes.
/// </remarks>
public class ResourceManager
{
    private const uint Magic = 0xF995_B0A8;
    private const int HeaderBytes = 20;

    private readonly Dictionary<short, (byte Kind, byte[] Content)> _resources = [];

    /// <exception cref="ArgumentException">The assembly has no such resources.</exception>
    public ResourceManager(string baseName, Assembly assembly)
    {
        Machine.Enter();
        ArgumentNullException.ThrowIfNull(assembly);
        using var stream = assembly.Resource(baseName + ".nanoresources") ?? throw new ArgumentException();
        using var bytes = new host::System.IO.MemoryStream();
        stream.CopyTo(bytes);
        Read(bytes.ToArray());
    }

    internal (byte Kind, byte[] Content)? Find(short id) => _resources.TryGetValue(id, out var found) ? found : null;

    private void Read(byte[] bytes)
    {
        if (bytes.Length < HeaderBytes || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic)
            throw new ArgumentException();
        var header = Number(bytes, 8);
        var (entryBytes, count) = (Number(bytes, 12), Number(bytes, 16));
        var content = header + (entryBytes * count);
        for (var i = 0; i < count; i++)
        {
            var entry = bytes.AsSpan(header + (entryBytes * i));
            var size = (int)BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]);
            _resources[BinaryPrimitives.ReadInt16LittleEndian(entry)] = (entry[2], bytes[content..(content + size)]);
            content += size;
        }
    }

    private static int Number(byte[] bytes, int at) => (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
}
