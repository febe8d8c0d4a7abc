using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Caching;

/// <summary>What a firmware image consists of, before it is loaded; also what a cache file holds.</summary>
/// <param name="Assemblies">Libraries before those that use them, the program last.</param>
/// <param name="Notes">What a developer should know although the firmware runs.</param>
internal sealed record ImageContents(IReadOnlyList<RetargetedAssembly> Assemblies, IReadOnlyList<string> Notes)
{
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

        writer.Write(Notes.Count);
        foreach (var note in Notes)
            writer.Write(note);
        writer.Flush();
        return stream.ToArray();
    }

    public static ImageContents FromBytes(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
        var assemblies = List(reader, () => new RetargetedAssembly(
            reader.ReadString(),
            reader.ReadBytes(reader.ReadInt32()),
            reader.ReadBytes(reader.ReadInt32()),
            reader.ReadInt32(),
            reader.ReadInt32(),
            List(reader, reader.ReadInt32)));
        return new ImageContents(assemblies, List(reader, reader.ReadString));
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
