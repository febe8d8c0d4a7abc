using System.IO;

namespace System.Net.Sockets;

/// <summary>Stands in for nanoFramework's stream over a connected socket; the same on hardware.</summary>
public class NetworkStream : Stream
{
    protected int _socketType;
    protected EndPoint _remoteEndPoint;
    protected bool _disposed;

    private readonly bool _ownsSocket;

    public NetworkStream(Socket socket)
        : this(socket, false)
    {
    }

    /// <exception cref="IOException">The socket is not connected.</exception>
    public NetworkStream(Socket socket, bool ownsSocket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        try
        {
            _remoteEndPoint = socket.RemoteEndPoint;
        }
        catch (SocketException e)
        {
            throw new IOException(socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error).ToString(), e);
        }

        (Socket, _ownsSocket, _socketType) = (socket, ownsSocket, (int)socket.SocketType);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanTimeout => true;

    public override bool CanWrite => true;

    public override int ReadTimeout
    {
        get => Socket.ReceiveTimeout;
        set => Socket.ReceiveTimeout = value is 0 or < -1 ? throw new ArgumentOutOfRangeException() : value;
    }

    public override int WriteTimeout
    {
        get => Socket.SendTimeout;
        set => Socket.SendTimeout = value is 0 or < -1 ? throw new ArgumentOutOfRangeException() : value;
    }

    public override long Length
    {
        get
        {
            CheckOpen();
            return Socket.Available;
        }
    }

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public virtual bool DataAvailable => Length > 0;

    internal Socket Socket { get; }

    /// <summary>Waits, whether or not there is something left to send, and closes.</summary>
    public void Close(int timeout)
    {
        if (timeout < -1)
            throw new ArgumentOutOfRangeException();
        Threading.Thread.Sleep(timeout);
        Close();
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Waits for bytes and takes those that are there; 0 when the other side has sent its last.</summary>
    public override int Read(byte[] buffer, int offset, int count)
    {
        CheckOpen();
        CheckBuffer(buffer, offset, count);
        if (_socketType == (int)SocketType.Dgram)
            return Socket.ReceiveFrom(buffer, offset, count, SocketFlags.None, ref _remoteEndPoint);
        return Socket.Receive(buffer, offset, count, SocketFlags.None);
    }

    /// <exception cref="NotImplementedException">Always, as on hardware.</exception>
    public override int Read(SpanByte buffer) => throw new NotImplementedException();

    public override void Write(byte[] buffer, int offset, int count)
    {
        CheckOpen();
        CheckBuffer(buffer, offset, count);
        if (Socket.Send(buffer, offset, count, SocketFlags.None) != count)
            throw new IOException();
    }

    protected override void Dispose(bool disposing)
    {
        if (_disposed)
            return;
        _disposed = true;
        if (disposing && _ownsSocket)
            Socket.Close();
    }

    private protected static void CheckBuffer(byte[] buffer, int offset, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (offset < 0 || offset > buffer.Length || count < 0 || count > buffer.Length - offset)
            throw new ArgumentOutOfRangeException();
    }

    private void CheckOpen()
    {
        if (_disposed)
            throw new ObjectDisposedException();
        if (Socket.IsClosed)
            throw new IOException();
    }
}
