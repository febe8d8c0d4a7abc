using System.Collections.Immutable;

namespace VirtualBoard.FileSystem;

/// <summary>One sector of a file's content.</summary>
/// <param name="Sector">Where it is.</param>
/// <param name="Crc">CRC-32 of the bytes in use: 4096, fewer in a file's last block.</param>
internal readonly record struct DataBlock(ushort Sector, uint Crc);

/// <summary>A file or a directory. Immutable: a change makes a new tree, which becomes the volume's when it is committed.</summary>
internal abstract class Node;

/// <summary>A file: content either in the snapshot itself or in sectors of its own.</summary>
internal sealed class FileNode : Node
{
    private FileNode(int length, byte[]? inline, ImmutableArray<DataBlock> blocks)
    {
        Length = length;
        Inline = inline;
        Blocks = blocks;
    }

    public static FileNode Empty { get; } = CreateInline([]);

    public int Length { get; }

    public byte[]? Inline { get; }

    public ImmutableArray<DataBlock> Blocks { get; }

    public static FileNode CreateInline(byte[] content) => new(content.Length, content, []);

    public static FileNode CreateStored(int length, ImmutableArray<DataBlock> blocks) => new(length, null, blocks);
}

/// <summary>A directory.</summary>
internal sealed class DirectoryNode : Node
{
    private DirectoryNode(ImmutableSortedDictionary<string, Node> children) => Children = children;

    public static DirectoryNode Empty { get; } =
        new(ImmutableSortedDictionary.Create<string, Node>(StringComparer.Ordinal));

    public ImmutableSortedDictionary<string, Node> Children { get; }

    public static DirectoryNode Create(IEnumerable<KeyValuePair<string, Node>> children) =>
        new(Empty.Children.AddRange(children));

    /// <summary>Finds what is at the end of a path of names; null when there is nothing.</summary>
    public Node? Find(ReadOnlySpan<string> names)
    {
        Node? node = this;
        foreach (var name in names)
        {
            if (node is not DirectoryNode directory || !directory.Children.TryGetValue(name, out node))
                return null;
        }

        return node;
    }

    /// <summary>Returns the tree with something put, or with null taken away, at the end of a path whose directories exist.</summary>
    public DirectoryNode With(ReadOnlySpan<string> names, Node? node)
    {
        if (names.Length > 1)
            node = ((DirectoryNode)Children[names[0]]).With(names[1..], node);
        return new(node is null ? Children.Remove(names[0]) : Children.SetItem(names[0], node));
    }

    /// <summary>All files at and below this directory.</summary>
    public IEnumerable<FileNode> Files()
    {
        foreach (var child in Children.Values)
        {
            if (child is FileNode file)
            {
                yield return file;
                continue;
            }

            foreach (var below in ((DirectoryNode)child).Files())
                yield return below;
        }
    }
}
