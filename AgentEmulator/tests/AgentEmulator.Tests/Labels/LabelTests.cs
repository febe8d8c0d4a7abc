using System.IO.Compression;
using System.Text;
using AgentEmulator.Cli;
using AgentEmulator.Labels;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Labels;

public sealed class LabelTests
{
    private static readonly UnitLabel Unit = new("5000240ac436b13c", "24:0a:c4:36:b1:3c", "https://agent.electricimp.com/M0g6Es0m4j3T");

    [Fact]
    public void Png_is_a_picture_of_the_labels_size_with_three_blocks_of_the_qr_code()
    {
        var (width, height, rows) = Decode(PngLabel.Render(Unit));
        Assert.Equal((UnitLabel.Width, UnitLabel.Height), (width, height));
        // A finder pattern: a black square of 7 modules with a white ring and a black core; one in each corner but one.
        var (left, top, module) = FirstFinder(rows);
        Assert.InRange(module, 3, 6);
        Assert.True(IsFinder(rows, left, top, module));
        var modules = Enumerable.Range(17, 60).First(n => IsFinder(rows, left + ((n - 7) * module), top, module));
        Assert.True(IsFinder(rows, left, top + ((modules - 7) * module), module));
        Assert.False(IsFinder(rows, left + ((modules - 7) * module), top + ((modules - 7) * module), module));
        // A quiet zone of four modules is what readers need.
        Assert.True(left >= 2 && top >= 4 * module);
        Assert.All(Enumerable.Range(0, height), y => Assert.True(Enumerable.Range(1, 4 * module).All(d => !rows[y][left + (modules * module) + d - 1])));
    }

    [Fact]
    public void Png_of_different_units_differs_and_of_the_same_does_not()
    {
        Assert.Equal(PngLabel.Render(Unit), PngLabel.Render(Unit));
        Assert.NotEqual(PngLabel.Render(Unit), PngLabel.Render(Unit with { DeviceId = "5000240ac436b13d" }));
    }

    [Fact]
    public void Zpl_holds_device_id_mac_and_the_url_as_qr_code()
    {
        var zpl = Encoding.UTF8.GetString(ZplLabel.Render(Unit));
        Assert.StartsWith("^XA", zpl, StringComparison.Ordinal);
        Assert.EndsWith("^XZ\n", zpl, StringComparison.Ordinal);
        Assert.Contains("^BQN,2,5^FH^FDMA,https://agent.electricimp.com/M0g6Es0m4j3T^FS", zpl, StringComparison.Ordinal);
        Assert.Contains("^FD5000240ac436b13c^FS", zpl, StringComparison.Ordinal);
        Assert.Contains("^FD24:0a:c4:36:b1:3c^FS", zpl, StringComparison.Ordinal);
    }

    [Fact]
    public void Zpl_commands_in_a_text_are_only_text()
    {
        var zpl = Encoding.UTF8.GetString(ZplLabel.Render(Unit with { AgentUrl = "http://x/^XZ~HS_\\" }));
        Assert.Contains("http://x/_5EXZ_7EHS_5F_5C", zpl, StringComparison.Ordinal);
        Assert.Equal(1, zpl.Split("^XZ").Length - 1);
    }

    [Fact]
    public void Long_urls_still_fit()
    {
        var (_, _, rows) = Decode(PngLabel.Render(Unit with { AgentUrl = "http://factory-emulator.example.com:65535/" + new string('x', 80) }));
        Assert.InRange(FirstFinder(rows).Module, 2, 6);
    }

    [Theory]
    [InlineData("label.gif", "neither")]
    [InlineData("no/such/folder/label.png", "does not exist")]
    public void Wrong_names_are_told_before_a_unit_is_made(string file, string hint) =>
        Assert.Contains(hint, Assert.Throws<UsageException>(() => LabelFile.Check([file])).Message, StringComparison.Ordinal);

    [Fact]
    public void File_is_replaced_as_a_whole()
    {
        var file = Path.Combine(TestFolders.Create("labels").FullName, "unit.ZPL");
        LabelFile.Check([file]);
        LabelFile.Write(file, Unit);
        LabelFile.Write(file, Unit with { Mac = "00:00:00:00:00:01" });
        Assert.Contains("00:00:00:00:00:01", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    private static (int Left, int Top, int Module) FirstFinder(bool[][] rows)
    {
        var top = Array.FindIndex(rows, row => Array.IndexOf(row, true) is >= 0 and < 100);
        var left = Array.IndexOf(rows[top], true);
        var run = rows[top].Skip(left).TakeWhile(black => black).Count();
        return (left, top, run / 7);
    }

    private static bool IsFinder(bool[][] rows, int left, int top, int module)
    {
        for (var y = 0; y < 7; y++)
        {
            for (var x = 0; x < 7; x++)
            {
                var (row, column) = (top + (y * module) + (module / 2), left + (x * module) + (module / 2));
                if (row >= rows.Length || column >= rows[0].Length)
                    return false;
                var ring = Math.Max(Math.Abs(x - 3), Math.Abs(y - 3));
                if (rows[row][column] != ring is 3 or < 2)
                    return false;
            }
        }

        return true;
    }

    /// <summary>Reads what the encoder writes, from the format's definition: chunks, deflate, rows of bits.</summary>
    private static (int Width, int Height, bool[][] Rows) Decode(byte[] png)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        var (width, height) = (0, 0);
        using var packed = new MemoryStream();
        for (var at = 8; at < png.Length;)
        {
            var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var type = Encoding.ASCII.GetString(png, at + 4, 4);
            var data = png.AsSpan(at + 8, length);
            Assert.Equal(
                System.IO.Hashing.Crc32.HashToUInt32(png.AsSpan(at + 4, length + 4)),
                System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)));
            if (type == "IHDR")
                (width, height) = (System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(data), System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(data[4..]));
            else if (type == "IDAT")
                packed.Write(data);
            at += 12 + length;
        }

        packed.Position = 0;
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        using var raw = new MemoryStream();
        zlib.CopyTo(raw);
        var bytes = raw.ToArray();
        var stride = 1 + ((width + 7) / 8);
        Assert.Equal(stride * height, bytes.Length);
        return (width, height, [.. Enumerable.Range(0, height).Select(y =>
            Enumerable.Range(0, width).Select(x => (bytes[(y * stride) + 1 + (x / 8)] >> (7 - (x % 8)) & 1) == 0).ToArray())]);
    }
}
