using System;
using System.Device.Wifi;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using nanoFramework.Networking;

namespace Sockets;

/// <summary>A TCP echo server, a client of it, and datagrams.</summary>
internal static class Program
{
    private const int Port = 7;

    private static void Main()
    {
        var patience = new CancellationTokenSource(60_000);
        if (!WifiNetworkHelper.ConnectDhcp("nf-test", "nf-test-password", token: patience.Token))
        {
            Console.WriteLine($"no network: {WifiNetworkHelper.Status}");
            return;
        }

        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        server.Bind(new IPEndPoint(IPAddress.Any, Port));
        server.Listen(2);
        new Thread(() => Echo(server)).Start();

        Talk();
        Refused();
        TooLong();
        Datagrams();
        Console.WriteLine("done");
    }

    private static void Echo(Socket server)
    {
        try
        {
            while (true)
            {
                using var connection = server.Accept();
                var buffer = new byte[64];
                for (var count = connection.Receive(buffer); count > 0; count = connection.Receive(buffer))
                    connection.Send(buffer, count, SocketFlags.None);
            }
        }
        catch (SocketException)
        {
            // Main has closed the socket under us.
        }
    }

    private static void Talk()
    {
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(new IPEndPoint(IPAddress.Parse(NetworkInterface.GetAllNetworkInterfaces()[0].IPv4Address), Port));
        using var stream = new NetworkStream(client);
        foreach (var text in new[] { "one", "two" })
        {
            var sent = Encoding.UTF8.GetBytes(text);
            stream.Write(sent, 0, sent.Length);
            var heard = new byte[16];
            var count = stream.Read(heard, 0, heard.Length);
            Console.WriteLine($"echo: {Encoding.UTF8.GetString(heard, 0, count)}");
        }
    }

    private static void Refused()
    {
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            client.Connect(new IPEndPoint(IPAddress.Loopback, Port + 1));
        }
        catch (SocketException e)
        {
            Console.WriteLine($"nobody listens: {e.ErrorCode}");
        }
    }

    private static void TooLong()
    {
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 500 };
        client.Connect(new IPEndPoint(IPAddress.Loopback, Port));
        try
        {
            client.Receive(new byte[1]);
        }
        catch (SocketException e)
        {
            Console.WriteLine($"no answer: {e.ErrorCode}");
        }
    }

    private static void Datagrams()
    {
        using var receiver = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        receiver.Bind(new IPEndPoint(IPAddress.Any, 5000));
        using var sender = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        sender.SendTo(Encoding.UTF8.GetBytes("datagram"), new IPEndPoint(IPAddress.Loopback, 5000));
        var buffer = new byte[64];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        var count = receiver.ReceiveFrom(buffer, ref from);
        Console.WriteLine($"{Encoding.UTF8.GetString(buffer, 0, count)} from {((IPEndPoint)from).Address}");
    }
}
