using System.Text;
using AgentEmulator.HardwareTesting;
using AgentEmulator.Serial;
using CsCheck;

namespace AgentEmulator.Tests.HardwareTesting;

public sealed class SerialLinesTests
{
    private static readonly string[] Texts =
    [
        Launcher.Boot, Launcher.End, Launcher.Passed("A.B.C.0"), Launcher.Failed("A.B.D.1", "was 1, not 2"),
        Launcher.Skipped("A.B.E.0", "no WiFi"), "\r\n", "NFPKTV1", "Test passed,", "Grüße\n",
    ];

    /// <summary>Text as boards send it, packets, and noise.</summary>
    private static readonly Gen<byte[]> Traffic = Gen.Select(Gen.OneOf(
        Gen.Int[0, Texts.Length - 1].Select(i => Launcher.Bytes(Texts[i])),
        Gen.Select(Gen.UInt[0, 3], Gen.Byte.Array[0, 60], Launcher.Packet),
        Gen.Byte.Array[0, 40],
        // What looks like a packet and is none.
        Gen.Byte.Array[24].Select(bytes => (byte[])[.. "NFPKTV1\0"u8, .. bytes])).Array[0, 12], parts => parts.SelectMany(p => p).ToArray());

    [Fact]
    public void However_the_bytes_are_cut_the_lines_are_the_same() =>
        Gen.Select(Traffic, Gen.Int[1, 17].Array[1, 30]).Sample((bytes, cuts) =>
        {
            var whole = Lines(bytes, [bytes.Length + 1]);
            Assert.Equal(whole, Lines(bytes, cuts));
            Assert.Equal(whole, Lines(bytes, [1]));
        });

    [Fact]
    public void However_the_bytes_are_cut_the_results_are_the_same() =>
        Gen.Select(Traffic, Gen.Int[1, 17].Array[1, 30]).Sample((bytes, cuts) =>
        {
            var whole = Log(Lines(bytes, [bytes.Length + 1]));
            var cut = Log(Lines(bytes, cuts));
            Assert.Equal(whole.Results, cut.Results);
            Assert.Equal((whole.Reboots, whole.BootsWithoutNews, whole.HasEnded), (cut.Reboots, cut.BootsWithoutNews, cut.HasEnded));
        });

    [Fact]
    public void Any_bytes_give_lines_that_can_be_shown() =>
        Gen.Byte.Array[0, 5000].Sample(bytes =>
        {
            foreach (var line in Lines(bytes, [64]))
            {
                Assert.NotEqual(0, line.Length);
                Assert.DoesNotContain(line, c => char.IsControl(c) && c != '\t');
                _ = LauncherLine.Parse(line);
            }
        });

    [Fact]
    public void Noise_between_results_loses_none() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Int[1, 30]).Sample((noise, count) =>
        {
            var lines = new SerialLines();
            var log = new LauncherLog();
            for (var i = 0; i < count; i++)
            {
                // A line's end keeps what was said apart from the noise, as the launcher's own line ends do.
                byte[] bytes = [.. noise.Where(b => b is not ((byte)'N' or (byte)',')), (byte)'\n', .. Launcher.Bytes(Launcher.Passed($"A.B.T{i}.0"))];
                foreach (var line in lines.Take(bytes))
                    log.Take(LauncherLine.Parse(line));
            }

            Assert.Equal(count, log.Results.Count);
        });

    [Fact]
    public void Both_line_ends_and_none_at_the_end_are_understood() =>
        Assert.Equal(["a", "b", "c", "d"], Lines(Launcher.Bytes("a\r\nb\rc\n\n\r\nd"), [100]));

    [Fact]
    public void A_debugger_packet_is_taken_out_and_what_it_prints_stays()
    {
        byte[] bytes =
        [
            .. Launcher.Bytes("one\n"),
            .. Launcher.Packet(0, [1, 10, 13, 65, 66]),
            .. Launcher.Packet(1, Launcher.Bytes("Test passed,Long")),
            .. Launcher.Packet(1, Launcher.Bytes("Name.T.0,12\r\n")),
            .. Launcher.Bytes("two\n"),
        ];
        Assert.Equal(["one", "Test passed,LongName.T.0,12", "two"], Lines(bytes, [3]));
    }

    [Fact]
    public void A_packet_of_impossible_size_is_text()
    {
        var packet = Launcher.Packet(1, []);
        packet[31] = 0x7F;
        var lines = Lines([.. packet, .. Launcher.Bytes("\nTest passed,A.B.0,1\n")], [100]);
        Assert.Equal("Test passed,A.B.0,1", lines[^1]);
    }

    [Fact]
    public void A_line_without_end_is_cut()
    {
        var lines = Lines(Encoding.ASCII.GetBytes(new string('x', 10_000)), [1000]);
        Assert.Equal([SerialLines.LongestLine, SerialLines.LongestLine, 10_000 - (2 * SerialLines.LongestLine)], lines.Select(l => l.Length));
    }

    [Fact]
    public void Escape_sequences_do_not_reach_the_terminal() =>
        Assert.Equal(["[2Jhello"], Lines(Launcher.Bytes("\u001b[2J\u0007hello\n"), [100]));

    private static LauncherLog Log(IEnumerable<string> lines)
    {
        var log = new LauncherLog();
        foreach (var line in lines)
            log.Take(LauncherLine.Parse(line));
        return log;
    }

    private static List<string> Lines(byte[] bytes, int[] cuts)
    {
        var reader = new SerialLines();
        var lines = new List<string>();
        for (int at = 0, turn = 0; at < bytes.Length; turn++)
        {
            var count = Math.Min(cuts[turn % cuts.Length], bytes.Length - at);
            lines.AddRange(reader.Take(bytes.AsSpan(at, count)));
            at += count;
        }

        lines.AddRange(reader.Flush());
        return lines;
    }
}
