using System.IO.Hashing;
using System.Text;
using VirtualBoard.FileSystem;
using VirtualBoard.Flash;

namespace VirtualBoard.Tests.FileSystem;

/// <summary>A volume on a chip of its own, and the means to cut its power and to look at everything on it.</summary>
internal sealed class VolumeRig
{
    private const int Offset = 0x10000;

    public VolumeRig(int sectors = 64, ulong seed = 1, MemoryFlashContents? contents = null)
    {
        var size = Offset + (sectors * NorFlash.SectorSize);
        Contents = contents ?? new MemoryFlashContents(size);
        Flash = new NorFlash(size, Contents, new RandomStream(seed));
        Partition = new PartitionTable(
            Flash, [new PartitionEntry("config", "data", "littlefs", Offset, sectors * NorFlash.SectorSize)])["config"];
    }

    public MemoryFlashContents Contents { get; }

    public NorFlash Flash { get; }

    public Partition Partition { get; }

    public static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new RandomStream((ulong)seed).Fill(bytes);
        return bytes;
    }

    /// <summary>Everything on the volume, a line for each entry: its path, and "directory" or its length and hash.</summary>
    public static string Dump(BoardFileSystem files)
    {
        var text = new StringBuilder();
        Dump(files, @"I:\", text);
        return text.ToString();
    }

    public static string DumpFile(string path, byte[] content) =>
        $"{path} {content.Length} {XxHash64.HashToUInt64(content):x16}\n";

    public static string DumpDirectory(string path) => $"{path} directory\n";

    /// <summary>A rig with the same bytes, and other tears.</summary>
    public VolumeRig Fork(ulong seed) => new(Partition.SectorCount, seed, Contents.Clone());

    /// <summary>Switches the power on, with no cut to come, and mounts.</summary>
    public BoardFileSystem Mount()
    {
        Flash.Intercept = null;
        Flash.RestorePower();
        return BoardFileSystem.Mount(Partition);
    }

    /// <summary>Lets the power fail in the n-th flash operation from now.</summary>
    public void CutAt(long number)
    {
        var last = Flash.OperationCount + number;
        Flash.Intercept = o => o.Number >= last ? FlashVerdict.Cut : FlashVerdict.Proceed;
    }

    /// <summary>Inverts bits of one byte, as age or radiation would.</summary>
    public void Flip(int address, byte bits)
    {
        var value = new byte[1];
        Contents.Read(Offset + address, value);
        value[0] ^= bits;
        Contents.Write(Offset + address, value);
    }

    private static void Dump(BoardFileSystem files, string directory, StringBuilder text)
    {
        foreach (var entry in files.Enumerate(directory))
        {
            var path = directory + entry.Name;
            if (entry.IsDirectory)
            {
                text.Append(DumpDirectory(path));
                Dump(files, path + "\\", text);
                continue;
            }

            try
            {
                text.Append(DumpFile(path, files.ReadAllBytes(path)));
            }
            catch (FileSystemException e) when (e.Kind == FileSystemError.Corrupted)
            {
                text.Append(path + " corrupted\n");
            }
        }
    }
}
