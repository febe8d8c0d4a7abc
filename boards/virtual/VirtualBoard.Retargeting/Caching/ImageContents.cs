using VirtualBoard.Retargeting.Api;
using VirtualBoard.Retargeting.Loading;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Caching;

/// <summary>What a firmware image consists of, before it is loaded; also what a cache file holds.</summary>
/// <param name="Assemblies">Libraries before those that use them, the program last.</param>
internal sealed record ImageContents(IReadOnlyList<RetargetedAssembly> Assemblies)
{
    public static ImageContents Retarget(FirmwareSources sources, NanoApiAssembly nanoApi) =>
        new(Retargeter.Retarget(sources, nanoApi));

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Assemblies.Count);
        foreach (var assembly in Assemblies)
        {
            writer.Write(assembly.Name);
            WriteBlock(writer, assembly.Image);
            WriteBlock(writer, assembly.Symbols);
            writer.Write(assembly.StaticsClass);
            writer.Write(assembly.EntryPoint);
            writer.Write(assembly.Initializers.Count);
            foreach (var initializer in assembly.Initializers)
                writer.Write(initializer);
        }

        writer.Flush();
        return stream.ToArray();
    }

    public static ImageContents FromBytes(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
        return new ImageContents(List(reader, () => new RetargetedAssembly(
            reader.ReadString(),
            reader.ReadBytes(reader.ReadInt32()),
            reader.ReadBytes(reader.ReadInt32()),
            reader.ReadInt32(),
            reader.ReadInt32(),
            List(reader, reader.ReadInt32))));
    }

    private static List<T> List<T>(BinaryReader reader, Func<T> read)
    {
        var list = new List<T>();
        for (var left = reader.ReadInt32(); left > 0; left--)
            list.Add(read());
        return list;
    }

    private static void WriteBlock(BinaryWriter writer, byte[] bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }
}
