extern alias nanoapi;

using System.Text;
using IOException = nanoapi::System.IO.IOException;
using MemoryStream = nanoapi::System.IO.MemoryStream;
using SeekOrigin = nanoapi::System.IO.SeekOrigin;
using SpanByte = nanoapi::System.SpanByte;
using StreamReader = nanoapi::System.IO.StreamReader;
using StreamWriter = nanoapi::System.IO.StreamWriter;

namespace VirtualBoard.NanoApi.Tests.IO;

public sealed class StreamTests
{
    [Fact]
    public void A_stream_in_memory_grows_to_65535_bytes_and_no_further()
    {
        var stream = new MemoryStream();
        stream.Write(new byte[0xFFFF], 0, 0xFFFF);
        Assert.Equal(0xFFFF, stream.Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.WriteByte(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.SetLength(0x10000));
    }

    [Fact]
    public void A_stream_on_an_array_does_not_grow()
    {
        var stream = new MemoryStream([1, 2, 3]);
        Assert.Equal(2, stream.Seek(-1, SeekOrigin.End));
        stream.WriteByte(9);
        Assert.Throws<NotSupportedException>(() => stream.WriteByte(9));
        Assert.Throws<IOException>(() => stream.Seek(-4, SeekOrigin.End));
        Assert.Equal([1, 2, 9], stream.ToArray());
        Assert.Throws<NotSupportedException>(() => new MemoryStream([1], false).WriteByte(1));
    }

    [Fact]
    public void A_span_of_bytes_reads_a_part_of_an_array()
    {
        var buffer = new byte[5];
        var read = new MemoryStream([1, 2, 3]).Read(new SpanByte(buffer, 1, 4));
        Assert.Equal(3, read);
        Assert.Equal([0, 1, 2, 3, 0], buffer);
        Assert.Equal([2, 3], new SpanByte(buffer).Slice(2, 2).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpanByte(buffer, 3, 3).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpanByte(buffer)[5]);
        Assert.True(SpanByte.Empty.IsEmpty);
    }

    [Fact]
    public void Lines_are_read_whatever_their_end_and_across_buffers()
    {
        var text = "short\r\n" + new string('ä', 700) + "\n\nlast";
        var reader = new StreamReader(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        Assert.True(reader.EndOfStream);
        Assert.Equal("short", reader.ReadLine());
        Assert.False(reader.EndOfStream);
        Assert.Equal(new string('ä', 700), reader.ReadLine());
        Assert.Equal(string.Empty, reader.ReadLine());
        Assert.Equal('l', reader.Peek());
        Assert.Equal("last", reader.ReadToEnd());
        Assert.Null(reader.ReadLine());
        Assert.Equal(-1, reader.Read());
    }

    [Fact]
    public void Characters_beyond_the_basic_plane_come_in_pairs()
    {
        var reader = new StreamReader(new MemoryStream(Encoding.UTF8.GetBytes("a😀b")));
        var buffer = new char[10];
        Assert.Equal(4, reader.Read(buffer, 0, 10));
        Assert.Equal("a😀b", new string(buffer, 0, 4));
    }

    [Fact]
    public void A_writer_keeps_text_until_it_is_flushed_and_may_leave_the_stream_open()
    {
        var stream = new MemoryStream();
        using (var writer = new StreamWriter(stream, leaveOpen: true))
        {
            writer.WriteLine(1.5);
            writer.Write(true);
            Assert.Equal(0, stream.Length);
            writer.Write(new string('x', 5_000));
            Assert.Equal(5_009, stream.Length);
        }

        Assert.True(stream.CanRead);
        Assert.StartsWith("1.5\r\nTruex", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
        new StreamWriter(stream).Close();
        Assert.False(stream.CanRead);
    }

    [Fact]
    public void Copying_goes_from_the_position_on()
    {
        var target = new MemoryStream();
        var source = new MemoryStream([1, 2, 3]) { Position = 1 };
        source.CopyTo(target);
        Assert.Equal([2, 3], target.ToArray());
        source.Dispose();
        Assert.Throws<NotSupportedException>(() => source.CopyTo(target));
    }
}
