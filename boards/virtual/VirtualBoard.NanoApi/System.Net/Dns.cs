using System.Net.Sockets;
using VirtualBoard.NanoApi;
using VirtualBoard.Web;

namespace System.Net;

/// <summary>Stands in for nanoFramework's name resolution.</summary>
/// <remarks>Differs from hardware: other threads run meanwhile, and the address is a made-up one that only says that the name is known.</remarks>
public static class Dns
{
    public static IPHostEntry GetHostEntry(string hostNameOrAddress)
    {
        ArgumentNullException.ThrowIfNull(hostNameOrAddress);
        var web = Machine.Enter().Board.Web;
        try
        {
            var address = web.Resolve(hostNameOrAddress);
            return new IPHostEntry { HostName = hostNameOrAddress, AddressList = [new IPAddress(address.GetAddressBytes())] };
        }
        catch (WebTransportException e)
        {
            throw new SocketException(SocketError.HostNotFound, e);
        }
    }
}
