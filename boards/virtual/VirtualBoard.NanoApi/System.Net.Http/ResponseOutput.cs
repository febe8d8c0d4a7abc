using System.IO;
using System.Text;

namespace System.Net;

/// <summary>The body of a server's response, in chunks where the firmware wants it so.</summary>
/// <param name="stream">The connection.</param>
/// <param name="sendHead">Sends the head, once.</param>
internal sealed class ResponseOutput(Stream stream, Action sendHead) : Stream
{
    /// <summary>Whether each write is a chunk.</summary>
    public bool IsChunked { get; set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanTimeout => stream.CanTimeout;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int ReadTimeout
    {
        get => stream.ReadTimeout;
        set => stream.ReadTimeout = value;
    }

    public override int WriteTimeout
    {
        get => stream.WriteTimeout;
        set => stream.WriteTimeout = value;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        sendHead();
        if (IsChunked)
            WriteText(count.ToString("X") + "\r\n");
        stream.Write(buffer, offset, count);
        if (IsChunked)
            WriteText("\r\n");
    }

    /// <summary>Sends the head if nothing was sent yet; ends a body in chunks, as on hardware, each time.</summary>
    public override void Flush()
    {
        sendHead();
        if (IsChunked)
            WriteText("0\r\n\r\n");
        stream.Flush();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override int Read(SpanByte buffer) => throw new NotSupportedException();

    public override int ReadByte() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Close()
    {
        sendHead();
        stream.Close();
    }

    private void WriteText(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        stream.Write(bytes, 0, bytes.Length);
    }
}
