extern alias nanoapi;

using System.Text;
using VirtualBoard.Boards;
using AddressFamily = nanoapi::System.Net.Sockets.AddressFamily;
using EndPoint = nanoapi::System.Net.EndPoint;
using IPAddress = nanoapi::System.Net.IPAddress;
using IPEndPoint = nanoapi::System.Net.IPEndPoint;
using NanoThread = nanoapi::System.Threading.Thread;
using ProtocolType = nanoapi::System.Net.Sockets.ProtocolType;
using SelectMode = nanoapi::System.Net.Sockets.SelectMode;
using Socket = nanoapi::System.Net.Sockets.Socket;
using SocketError = nanoapi::System.Net.Sockets.SocketError;
using SocketException = nanoapi::System.Net.Sockets.SocketException;
using SocketFlags = nanoapi::System.Net.Sockets.SocketFlags;
using SocketOptionLevel = nanoapi::System.Net.Sockets.SocketOptionLevel;
using SocketOptionName = nanoapi::System.Net.Sockets.SocketOptionName;
using SocketType = nanoapi::System.Net.Sockets.SocketType;

namespace VirtualBoard.NanoApi.Tests.Net;

/// <summary>TCP and UDP of the board, within it, between boards, and to services of the lab.</summary>
public sealed class SocketTests : IDisposable
{
    private const int Port = 4_000;

    private readonly NetLab _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_port_that_nobody_listens_at_resets_and_an_address_that_nobody_has_times_out() => _test.RunOnline(boot =>
    {
        Assert.Equal(SocketError.ConnectionReset, Failure(() => Tcp().Connect(At(IPAddress.Loopback))));
        var begun = boot.Uptime;
        Assert.Equal(SocketError.ConnectionAborted, Failure(() => Tcp().Connect(At(IPAddress.Parse("192.168.1.250")))));
        Assert.Equal(18, (boot.Uptime - begun).TotalSeconds, 1);
        Assert.Equal(SocketError.ConnectionAborted, Failure(() => Tcp().Connect(At(IPAddress.Parse("203.0.113.9")))));
    });

    [Fact]
    public void Without_a_network_only_the_board_itself_can_be_reached() => _test.Run(_ =>
    {
        Assert.Equal(SocketError.HostUnreachable, Failure(() => Tcp().Connect(At(IPAddress.Parse("192.168.1.11")))));
        using var listener = Listener();
        Tcp().Connect(At(IPAddress.Loopback));
        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)listener.Accept().RemoteEndPoint).Address);
    });

    [Fact]
    public void What_does_not_fit_into_the_window_waits_until_the_other_side_has_read() => _test.Run(_ =>
    {
        using var listener = Listener();
        var sent = new byte[50_000];
        new Random(1).NextBytes(sent);
        using var client = Tcp();
        client.Connect(At(IPAddress.Loopback));
        new NanoThread(() =>
        {
            client.Send(sent);
            client.Close();
        }).Start();

        using var server = listener.Accept();
        NetLab.Sleep(0.1);
        Assert.Equal(5_744, server.Available);
        Assert.Equal(sent, ReadAll(server));
        Assert.Equal(0, server.Receive(new byte[1]));
    });

    [Fact]
    public void Timeouts_and_polls_end_in_board_time() => _test.Run(boot =>
    {
        using var listener = Listener();
        using var client = Tcp();
        client.Connect(At(IPAddress.Loopback));
        var begun = boot.Uptime;
        client.ReceiveTimeout = 250;
        Assert.Equal(SocketError.TimedOut, Failure(() => client.Receive(new byte[1])));
        Assert.False(client.Poll(250_000, SelectMode.SelectRead));
        Assert.True(client.Poll(250_000, SelectMode.SelectWrite));
        Assert.Equal(500, (boot.Uptime - begun).TotalMilliseconds);
        Assert.True(listener.Poll(0, SelectMode.SelectRead));
    });

    [Fact]
    public void Sockets_are_as_many_as_the_boards_file_says() => _test.Run(boot =>
    {
        var all = Enumerable.Range(0, boot.Board.Definition.Sockets).Select(_ => Tcp()).ToList();
        Assert.Equal(SocketError.TooManyOpenSockets, Failure(() => Tcp()));
        all[0].Close();
        Tcp().Close();
        Assert.Equal(all.Count - 1, boot.Board.Net.OpenSockets);
    });

    [Fact]
    public void Closing_with_unread_bytes_resets_the_other_side() => _test.Run(_ =>
    {
        using var listener = Listener();
        using var client = Tcp();
        client.Connect(At(IPAddress.Loopback));
        var server = listener.Accept();
        client.Send([1, 2, 3]);
        NetLab.Sleep(0.01);
        server.Close();
        Assert.Equal(SocketError.ConnectionReset, Failure(() => client.Receive(new byte[1])));
        Assert.Equal(SocketError.ConnectionReset, Failure(() => client.Send([4])));
    });

    [Fact]
    public void A_thread_that_waits_on_a_socket_wakes_when_another_closes_it() => _test.Run(_ =>
    {
        var listener = Listener();
        new NanoThread(() =>
        {
            NanoThread.Sleep(100);
            listener.Close();
        }).Start();
        Assert.Equal(SocketError.NotSocket, Failure(() => listener.Accept()));
    });

    [Fact]
    public void Misuse_is_told_with_the_codes_of_the_board() => _test.Run(_ =>
    {
        Assert.Equal(SocketError.AddressFamilyNotSupported, Failure(() => new Socket(AddressFamily.AppleTalk, SocketType.Stream, ProtocolType.Tcp).Close()));
        Assert.Equal(SocketError.ProtocolNotSupported, Failure(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Udp).Close()));
        using var listener = Listener();
        Assert.Equal(SocketError.AddressAlreadyInUse, Failure(() => Tcp().Bind(At(IPAddress.Any))));
        Assert.Equal(SocketError.AddressNotAvailable, Failure(() => Tcp().Bind(At(IPAddress.Parse("192.168.9.9")))));
        Assert.Equal(SocketError.NotConnected, Failure(() => Tcp().Send([1])));
        Assert.Equal(SocketError.NotConnected, Failure(() => Tcp().RemoteEndPoint.Serialize()));
        Assert.Equal(SocketError.ProtocolOption, Failure(() => Tcp().SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.Broadcast, true)));
        Assert.Equal(SocketError.AccessDenied, Failure(() => Udp().SendTo([1], At(IPAddress.Broadcast))));
        Assert.Throws<IndexOutOfRangeException>(() => Tcp().Send(new byte[2], 1, 2, SocketFlags.None));
        Assert.Throws<NullReferenceException>(() => Tcp().Receive(null!));
    });

    [Fact]
    public void Datagrams_keep_their_bounds_and_what_is_too_much_is_lost() => _test.Run(_ =>
    {
        using var receiver = Udp();
        receiver.Bind(At(IPAddress.Any));
        using var sender = Udp();
        for (byte i = 1; i <= 8; i++)
            sender.SendTo([i, i], At(IPAddress.Loopback));
        NetLab.Sleep(0.01);
        EndPoint from = At(IPAddress.Any);
        for (byte i = 1; i <= 6; i++)
        {
            var buffer = new byte[10];
            Assert.Equal(2, receiver.ReceiveFrom(buffer, ref from));
            Assert.Equal(i, buffer[0]);
        }

        receiver.ReceiveTimeout = 10;
        Assert.Equal(SocketError.TimedOut, Failure(() => receiver.ReceiveFrom(new byte[10], ref from)));
        Assert.Equal(((IPEndPoint)sender.LocalEndPoint).Port, ((IPEndPoint)from).Port);
    });

    [Fact]
    public void Two_boards_on_one_access_point_talk_and_one_without_power_stops_answering()
    {
        var other = AddBoard(boot =>
        {
            NetLab.GoOnline();
            using var listener = Listener();
            using var client = listener.Accept();
            client.Send(Encoding.UTF8.GetBytes("from " + boot.Board.Name));
            NetLab.Sleep(1_000);
        });
        other.PowerOn();
        _test.RunOnline(boot =>
        {
            NetLab.Sleep(5);
            using var client = Tcp();
            client.Connect(At(new IPAddress(other.Station.Address!.GetAddressBytes())));
            var buffer = new byte[64];
            Assert.Equal("from other", Encoding.UTF8.GetString(buffer, 0, client.Receive(buffer)));
            boot.Board.Lab.After(TimeSpan.FromSeconds(1), other.PowerOff);
            NetLab.Sleep(2);
            client.Send([1]);
            Assert.Equal(SocketError.ConnectionAborted, Failure(() => client.Receive(buffer)));
            Assert.InRange(boot.Uptime.TotalSeconds, 80, 120);
        });
    }

    [Fact]
    public void Broadcasts_reach_the_boards_of_the_network()
    {
        var heard = "";
        AddBoard(_ =>
        {
            NetLab.GoOnline();
            using var receiver = Udp();
            receiver.Bind(At(IPAddress.Any));
            EndPoint from = At(IPAddress.Any);
            var buffer = new byte[64];
            heard = Encoding.UTF8.GetString(buffer, 0, receiver.ReceiveFrom(buffer, ref from));
        }).PowerOn();
        _test.RunOnline(_ =>
        {
            NetLab.Sleep(5);
            using var sender = Udp();
            sender.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Broadcast, true);
            sender.SendTo(Encoding.UTF8.GetBytes("all"), At(IPAddress.Broadcast));
            NetLab.Sleep(1);
        });
        Assert.Equal("all", heard);
    }

    [Fact]
    public void Services_of_the_lab_answer_over_sockets()
    {
        _test.Lab.Internet.Listen("echo.test", 7, connection =>
        {
            connection.Received = connection.Send;
            connection.Closed += connection.Close;
        });
        _test.Lab.Internet.Answer("time.test", 37, static _ => [1, 2, 3, 4]);
        _test.RunOnline(_ =>
        {
            using var client = Tcp();
            client.Connect(new IPEndPoint(Named("echo.test"), 7));
            client.Send([1, 2, 3]);
            Assert.Equal([1, 2, 3], Exactly(client, 3));

            using var asks = Udp();
            var time = new IPEndPoint(Named("time.test"), 37);
            asks.SendTo([], time);
            EndPoint from = time;
            Assert.Equal(4, asks.ReceiveFrom(new byte[8], ref from));
            Assert.Equal(time, from);
        });
    }

    [Fact]
    public void Http_by_hand_reaches_the_http_services_of_the_lab()
    {
        _test.RunOnline(_ =>
        {
            using var client = Tcp();
            client.Connect(new IPEndPoint(Named("gateway.test"), 8080));
            client.Send(Encoding.UTF8.GetBytes("POST /x HTTP/1.1\r\nHost: gateway.test\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi"));
            Assert.Equal("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", Encoding.UTF8.GetString(ReadAll(client)));
        });
        Assert.Equal("http://gateway.test:8080/x", _test.Service.Seen[0].Uri);
    }

    [Fact]
    public void A_lost_address_ends_connections_and_a_reboot_forgets_all_sockets() => _test.RunOnline(boot =>
    {
        _test.Lab.Internet.Listen("silent.test", 1, static connection => connection.Received = static _ => { });
        using var client = Tcp();
        client.Connect(new IPEndPoint(Named("silent.test"), 1));
        _test.AccessPoint.IsOn = false;
        Assert.Equal(SocketError.ConnectionAborted, Failure(() => client.Receive(new byte[1])));
        Assert.Equal(1, boot.Board.Net.OpenSockets);
    });

    /// <summary>The one test with real sockets: a live lab, and a server on the loopback of the host it runs on.</summary>
    [Fact]
    public async Task A_live_lab_that_reaches_beyond_itself_lets_boards_onto_the_hosts_loopback()
    {
        using var server = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        server.Start();
        var port = ((System.Net.IPEndPoint)server.LocalEndpoint).Port;
        var echo = Task.Run(async () =>
        {
            using var client = await server.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            var buffer = new byte[100];
            var count = await client.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken);
            await client.GetStream().WriteAsync(buffer.AsMemory(0, count), TestContext.Current.CancellationToken);
        });
        using var lab = new Lab(new LabOptions { LiveSpeed = 1_000 });
        using var beyond = new HttpMessageInvoker(new EchoService());
        lab.Internet.Beyond = beyond;
        var path = Path.Combine(AppContext.BaseDirectory, "boards", "esp32-devkitc-v4", "board.json");
        var board = lab.AddBoard(BoardDefinition.Load(path), new BoardOptions { Name = "live" });
        byte[]? heard = null;
        SocketError? refused = null;
        board.Load(new Body(_ =>
        {
            using var client = Tcp();
            client.Connect(new IPEndPoint(IPAddress.Loopback, port));
            client.Send([1, 2, 3]);
            heard = ReadAll(client);
            refused = Failure(() => Tcp().Connect(new IPEndPoint(IPAddress.Loopback, 1)));
        }));
        board.PowerOn();

        Assert.True(lab.RunUntil(() => refused is not null, TimeSpan.FromHours(12)), string.Join('\n', board.Console.Lines.Select(l => l.Text)));
        Assert.Equal([1, 2, 3], heard);
        Assert.Equal(SocketError.ConnectionReset, refused);
        await echo;
    }

    private static SocketError Failure(Action action) => (SocketError)Assert.Throws<SocketException>(action).ErrorCode;

    private static Socket Tcp() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private static Socket Udp() => new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    private static Socket Listener()
    {
        var socket = Tcp();
        socket.Bind(At(IPAddress.Any));
        socket.Listen(2);
        return socket;
    }

    private static IPEndPoint At(IPAddress address) => new(address, Port);

    private static IPAddress Named(string host) => nanoapi::System.Net.Dns.GetHostEntry(host).AddressList![0];

    private static byte[] ReadAll(Socket socket)
    {
        var all = new List<byte>();
        var buffer = new byte[1_000];
        for (int count; (count = socket.Receive(buffer)) > 0;)
            all.AddRange(buffer[..count]);
        return [.. all];
    }

    private static byte[] Exactly(Socket socket, int count)
    {
        var buffer = new byte[count];
        for (var read = 0; read < count;)
            read += socket.Receive(buffer, read, count - read, SocketFlags.None);
        return buffer;
    }

    private Board AddBoard(Action<Boot> body)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "boards", "esp32-devkitc-v4", "board.json");
        var board = _test.Lab.AddBoard(BoardDefinition.Load(path), new BoardOptions { Name = "other" });
        board.Load(new Body(body));
        return board;
    }

    private sealed class Body(Action<Boot> body) : IFirmware
    {
        public string Name => "other";

        public void Run(Boot boot) => body(boot);
    }
}
