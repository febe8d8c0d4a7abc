namespace System.Net.Sockets;

/// <summary>Stands in for nanoFramework's exception of the network. The error code says all; as on hardware there is no text.</summary>
/// <remarks>On a virtual board the inner exception may tell more, in the words of the board's network.</remarks>
public class SocketException : Exception
{
    public SocketException(SocketError errorCode) => ErrorCode = (int)errorCode;

    internal SocketException(SocketError errorCode, Exception cause)
        : base(null, cause) => ErrorCode = (int)errorCode;

    public int ErrorCode { get; }
}
