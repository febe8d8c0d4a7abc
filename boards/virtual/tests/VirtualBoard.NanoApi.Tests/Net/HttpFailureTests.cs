extern alias nanoapi;

using VirtualBoard.Web;
using Http = nanoapi::System.Net.Http;
using HttpClient = nanoapi::System.Net.Http.HttpClient;
using NanoNet = nanoapi::System.Net;
using SocketError = nanoapi::System.Net.Sockets.SocketError;
using SocketException = nanoapi::System.Net.Sockets.SocketException;

namespace VirtualBoard.NanoApi.Tests.Net;

public sealed class HttpFailureTests
{
    [Fact]
    public void Without_a_network_nothing_is_resolved()
    {
        using var test = new NetLab();
        test.Run(_ =>
        {
            Assert.Equal(SocketError.HostNotFound, FailsToConnect(() => Post(new HttpClient())));
            Assert.Equal(SocketError.HostNotFound, FailsToConnect(() => new HttpClient().Get(NetLab.Address)));
        });
        Assert.Empty(test.Service.Seen);
    }

    [Fact]
    public void Behind_an_access_point_without_internet_it_takes_a_while_to_fail_whatever_the_timeout()
    {
        using var test = new NetLab();
        test.AccessPoint.HasInternet = false;
        test.RunOnline(boot =>
        {
            var from = boot.Uptime;
            FailsToConnect(() => Post(new HttpClient { Timeout = TimeSpan.FromSeconds(1) }));
            Assert.True(boot.Uptime - from > TimeSpan.FromSeconds(10));
        });
    }

    [Fact]
    public void An_unknown_name_fails_and_frees_the_socket()
    {
        using var test = new NetLab();
        test.RunClient(client =>
        {
            Assert.Equal(SocketError.HostNotFound, FailsToConnect(() => client.Get("http://nobody.test/")));
            Assert.Equal(0, Boot.Current.Board.Web.OpenSockets);
        });
    }

    [Fact]
    public void A_silent_service_ends_in_the_timeout_as_a_web_exception_around_a_socket_exception()
    {
        using var test = new NetLab();
        test.Service.IsSilent = true;
        test.RunOnline(boot =>
        {
            var from = boot.Uptime;
            var e = Assert.Throws<Http.HttpRequestException>(() => Post(new HttpClient { Timeout = TimeSpan.FromSeconds(12) }));
            Assert.InRange(boot.Uptime - from, TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(13));
            var web = Assert.IsType<NanoNet.WebException>(e.InnerException);
            Assert.Equal(NanoNet.WebExceptionStatus.Success, web.Status);
            Assert.Equal((int)SocketError.TimedOut, Assert.IsType<SocketException>(web.InnerException).ErrorCode);
            Assert.Equal(0, boot.Board.Web.OpenSockets);
        });
        Assert.Equal(1, test.Service.Aborted);
    }

    [Fact]
    public void Without_a_timeout_the_wait_ends_with_the_streams_five_minutes()
    {
        using var test = new NetLab();
        test.Service.IsSilent = true;
        test.RunOnline(boot =>
        {
            var from = boot.Uptime;
            Assert.Throws<Http.HttpRequestException>(() => Post(new HttpClient()));
            Assert.InRange(boot.Uptime - from, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5.1));
        });
    }

    [Theory]
    [InlineData(WireFault.LoseRequest, 0)]
    [InlineData(WireFault.LoseResponse, 1)]
    public void A_lost_message_is_a_timeout_and_the_service_may_have_acted(WireFault fault, int served)
    {
        using var test = new NetLab();
        test.Lab.Internet.Faults = (_, _) => fault;
        test.RunOnline(_ => Assert.Throws<Http.HttpRequestException>(() => Post(new HttpClient { Timeout = TimeSpan.FromSeconds(5) })));
        Assert.Equal(served, test.Service.Seen.Count);
    }

    [Fact]
    public void A_link_that_drops_while_waiting_resets_the_connection()
    {
        using var test = new NetLab();
        test.Service.IsSilent = true;
        test.RunOnline(boot =>
        {
            boot.Board.Lab.After(TimeSpan.FromSeconds(10), () => test.AccessPoint.IsOn = false);
            var e = Assert.Throws<Http.HttpRequestException>(() => Post(new HttpClient { Timeout = TimeSpan.FromSeconds(60) }));
            Assert.Equal((int)SocketError.ConnectionReset, Assert.IsType<SocketException>(e.InnerException!.InnerException).ErrorCode);
        });
    }

    [Fact]
    public void Responses_that_are_not_disposed_eat_the_sockets_and_disposing_one_helps()
    {
        using var test = new NetLab();
        test.RunClient(client =>
        {
            var sockets = Boot.Current.Board.Definition.Sockets;
            var responses = Enumerable.Range(0, sockets).Select(_ => client.Get(NetLab.Address)).ToList();
            Assert.Equal(sockets, Boot.Current.Board.Web.OpenSockets);

            // A request without a body wraps it, one with a body throws it as it is: so it is on hardware.
            var e = Assert.Throws<Http.HttpRequestException>(() => client.Get(NetLab.Address));
            Assert.Equal((int)SocketError.TooManyOpenSockets, Assert.IsType<SocketException>(e.InnerException!.InnerException).ErrorCode);
            Assert.Throws<SocketException>(() => Post(client));

            responses[3].Dispose();
            responses[3].Dispose();
            Post(client).Dispose();
            Assert.Equal(sockets - 1, Boot.Current.Board.Web.OpenSockets);
        });
    }

    [Fact]
    public void A_reset_frees_all_sockets()
    {
        using var test = new NetLab();
        test.RunClient(client => client.Get(NetLab.Address));
        Assert.Equal(1, test.Board.Web.OpenSockets);
        test.Board.Reset(ResetReason.External);
        Assert.Equal(0, test.Board.Web.OpenSockets);
    }

    [Fact]
    public void A_power_cut_in_a_request_unwinds_the_firmware_and_breaks_the_connection()
    {
        using var test = new NetLab();
        test.Service.IsSilent = true;
        var trace = new List<string>();
        test.Load(_ =>
        {
            NetLab.GoOnline();
            try
            {
                Post(new HttpClient());
            }
            catch (Exception e) when (e is not PowerOffException)
            {
                trace.Add("caught");
            }

            trace.Add("went on");
        });
        test.Board.PowerOn();
        Assert.True(test.Lab.RunUntil(() => test.Service.Seen.Count == 1, TimeSpan.FromMinutes(1)));
        test.Board.PowerOff();
        test.Lab.RunFor(TimeSpan.FromMinutes(10));
        Assert.Empty(trace);
        Assert.Equal(1, test.Service.Aborted);
    }

    [Fact]
    public void Headers_beyond_four_kilobytes_violate_the_protocol()
    {
        using var test = new NetLab();
        for (var i = 0; i < 5; i++)
            test.Service.Headers.Add(($"X-{i}", new string('x', 1_000)));
        test.RunClient(client =>
        {
            var e = Assert.Throws<Http.HttpRequestException>(() => client.Get(NetLab.Address));
            Assert.Equal(NanoNet.WebExceptionStatus.ServerProtocolViolation, Assert.IsType<NanoNet.WebException>(e.InnerException!.InnerException).Status);
            Assert.Equal(0, Boot.Current.Board.Web.OpenSockets);
        });
    }

    private static Http.HttpResponseMessage Post(HttpClient client) => client.Post(NetLab.Address, new Http.StringContent("x"));

    private static SocketError FailsToConnect(Func<Http.HttpResponseMessage> send)
    {
        Exception e = Assert.Throws<Http.HttpRequestException>(() => send());
        while (e is not NanoNet.WebException { Status: NanoNet.WebExceptionStatus.ConnectFailure })
            e = e.InnerException ?? throw new InvalidOperationException("no connect failure inside");
        return (SocketError)Assert.IsType<SocketException>(e.InnerException).ErrorCode;
    }
}
