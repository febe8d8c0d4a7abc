using System.Buffers.Binary;
using VirtualBoard.Network.Sockets;

namespace System.Net.Sockets;

/// <summary>Options.</summary>
public partial class Socket
{
    private const int GroupBytes = 8;

    public void SetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, int optionValue)
    {
        Open();
        if (optionName == SocketOptionName.SendTimeout)
            _sendTimeout = optionValue;
        if (optionName == SocketOptionName.ReceiveTimeout)
            _receiveTimeout = optionValue;
        _options.Set(optionLevel, optionName, BitConverter.GetBytes(optionValue));
    }

    public void SetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, bool optionValue) =>
        SetSocketOption(optionLevel, optionName, optionValue ? 1 : 0);

    /// <summary>Sets an option. A membership is the address of the group and that of the interface, four bytes each.</summary>
    public void SetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, byte[] optionValue)
    {
        var socket = Open();
        if (optionValue is null)
            throw new NullReferenceException();
        _options.Set(optionLevel, optionName, optionValue);
        if (optionLevel != SocketOptionLevel.IP || optionName is not (SocketOptionName.AddMembership or SocketOptionName.DropMembership))
            return;
        if (socket is not UdpSocket udp || optionValue.Length < GroupBytes)
            throw new SocketException(SocketError.InvalidArgument);
        var group = BinaryPrimitives.ReadUInt32BigEndian(optionValue);
        Guarded(() =>
        {
            if (optionName == SocketOptionName.AddMembership)
                udp.Join(group);
            else
                udp.LeaveGroup(group);
        });
    }

    public object GetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName)
    {
        if (optionName is SocketOptionName.AddMembership or SocketOptionName.DropMembership)
            throw new NotSupportedException();
        if (optionLevel == SocketOptionLevel.Socket && optionName == SocketOptionName.Type)
            return SocketType;
        var value = new byte[4];
        GetSocketOption(optionLevel, optionName, value);
        return optionName switch
        {
            SocketOptionName.ExclusiveAddressUse or SocketOptionName.DontLinger => value[0] == 0,
            SocketOptionName.AcceptConnection or SocketOptionName.Broadcast or SocketOptionName.KeepAlive => value[0] == 1,
            _ => BitConverter.ToInt32(value),
        };
    }

    public void GetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, byte[] val)
    {
        var socket = Open();
        _options.Get(optionLevel, optionName, val);
        if (optionLevel != SocketOptionLevel.Socket)
            return;
        if (optionName == SocketOptionName.Error)
            BitConverter.TryWriteBytes(val, (int)(((socket as TcpSocket)?.TakeFailure() ?? socket.Failure) ?? 0));
        if (optionName == SocketOptionName.AcceptConnection)
            val[0] = socket is TcpSocket { IsListening: true } ? (byte)1 : (byte)0;
    }
}
