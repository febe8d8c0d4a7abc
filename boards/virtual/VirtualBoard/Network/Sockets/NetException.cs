using System.Net.Sockets;

namespace VirtualBoard.Network.Sockets;

/// <summary>A socket operation failed, for the reason that lwIP gives on an ESP32, in the numbers that nanoFramework has for it.</summary>
public sealed class NetException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="error">The reason.</param>
    public NetException(SocketError error)
        : base($"The board's network stack reports {error}.") => Error = error;

    /// <summary>The reason.</summary>
    public SocketError Error { get; }
}
