using System.Net;
using System.Text;
using VirtualBoard.Tests.Radio;
using VirtualBoard.Web;
using WebRequest = VirtualBoard.Web.WebRequest;
using WebResponse = VirtualBoard.Web.WebResponse;

namespace VirtualBoard.Tests.Web;

public sealed class BoardWebTests
{
    [Fact]
    public void A_request_reaches_the_service_and_its_answer_the_board()
    {
        using var test = Online(out var service);
        test.Run(boot =>
        {
            Connect(boot);
            var response = Post(boot, "hello", null);
            Assert.Equal((200, "HELLO"), (response.Status, Encoding.UTF8.GetString(response.Body)));
            Assert.Equal("text/plain", Assert.Single(response.Headers, h => h.Key == "Content-Type").Value);
        });
        Assert.Equal(["hello"], service.Seen);
    }

    [Fact]
    public void Without_an_address_nothing_is_sent()
    {
        using var test = Online(out var service);
        test.Run(boot => Assert.Equal(WebFailure.NoNetwork, Fails(boot, null)));
        Assert.Empty(service.Seen);
    }

    [Fact]
    public void Without_internet_the_name_is_not_resolved_after_a_while()
    {
        using var test = Online(out _);
        test.Lab.Air.AccessPoints[0].HasInternet = false;
        test.Run(boot =>
        {
            Connect(boot);
            var from = boot.Uptime;
            Assert.Equal(WebFailure.NameNotResolved, Fails(boot, null));
            Assert.True(boot.Uptime - from > TimeSpan.FromSeconds(10));
        });
    }

    [Fact]
    public void A_slow_answer_ends_in_a_timeout_and_the_service_sees_the_connection_break()
    {
        using var test = Online(out var service);
        service.Delay = TimeSpan.FromMinutes(5);
        test.Run(boot =>
        {
            Connect(boot);
            var from = boot.Uptime;
            Assert.Equal(WebFailure.Timeout, Fails(boot, TimeSpan.FromSeconds(30)));
            Assert.InRange(boot.Uptime - from, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(31));
        });
        Assert.Equal(1, service.Aborted);
    }

    [Fact]
    public void An_answer_in_time_is_delivered_at_its_time()
    {
        using var test = Online(out var service);
        service.Delay = TimeSpan.FromSeconds(20);
        test.Run(boot =>
        {
            Connect(boot);
            var from = boot.Uptime;
            Assert.Equal(200, Post(boot, "slow", TimeSpan.FromSeconds(30)).Status);
            Assert.InRange(boot.Uptime - from, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(21));
        });
    }

    [Theory]
    [InlineData(WireFault.LoseRequest, 0)]
    [InlineData(WireFault.LoseResponse, 1)]
    public void A_lost_message_ends_in_a_timeout(WireFault fault, int served)
    {
        using var test = Online(out var service);
        test.Lab.Internet.Faults = (_, _) => fault;
        test.Run(boot =>
        {
            Connect(boot);
            Assert.Equal(WebFailure.Timeout, Fails(boot, TimeSpan.FromSeconds(10)));
        });
        Assert.Equal(served, service.Seen.Count);
    }

    [Fact]
    public void A_doubled_request_is_served_twice_and_answered_once()
    {
        using var test = Online(out var service);
        test.Lab.Internet.Faults = (_, _) => WireFault.DoubleRequest;
        test.Run(boot =>
        {
            Connect(boot);
            Assert.Equal(200, Post(boot, "x", null).Status);
        });
        Assert.Equal(2, service.Seen.Count);
    }

    [Fact]
    public void A_power_cut_in_a_request_breaks_the_connection()
    {
        using var test = Online(out var service);
        service.Delay = TimeSpan.FromMinutes(1);
        var board = test.AddBoard(boot =>
        {
            Connect(boot);
            Post(boot, "x", null);
        });
        board.PowerOn();
        Assert.True(test.Lab.RunUntil(() => service.Seen.Count == 1, TimeSpan.FromMinutes(1)));
        board.PowerOff();
        test.Lab.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal(1, service.Aborted);
        Assert.DoesNotContain(board.Console.Lines, l => l.Text.Contains("Exception", StringComparison.Ordinal));
    }

    [Fact]
    public void A_lost_link_ends_the_request()
    {
        using var test = Online(out var service);
        service.Delay = TimeSpan.FromMinutes(1);
        test.Run(boot =>
        {
            Connect(boot);
            boot.Board.Lab.After(TimeSpan.FromSeconds(5), () => boot.Board.Lab.Air.AccessPoints[0].IsOn = false);
            Assert.Equal(WebFailure.ConnectionReset, Fails(boot, null));
        });
    }

    [Fact]
    public void No_more_requests_are_open_than_the_board_has_sockets()
    {
        using var test = Online(out var service);
        service.Delay = TimeSpan.FromSeconds(30);
        test.Run(boot =>
        {
            Connect(boot);
            for (var i = 0; i < boot.Board.Definition.Sockets; i++)
                boot.StartThread($"poll{i}", () => Post(boot, "x", null));
            BoardThread.Current!.Sleep(TimeSpan.FromSeconds(2));
            Assert.Equal(WebFailure.NoSockets, Fails(boot, null));
            BoardThread.Current!.Sleep(TimeSpan.FromSeconds(40));
            Assert.Equal(200, Post(boot, "free again", null).Status);
        });
    }

    [Fact]
    public void An_unknown_host_is_not_resolved()
    {
        using var test = new TestLab();
        test.Lab.Air.Add("factory", "correct horse");
        test.Run(boot =>
        {
            Connect(boot);
            Assert.Equal(WebFailure.NameNotResolved, Fails(boot, null));
        });
    }

    private static TestLab Online(out EchoService service)
    {
        var test = new TestLab();
        test.Lab.Air.Add("factory", "correct horse");
        service = new EchoService(test.Lab.TimeProvider);
        test.Lab.Internet.Add("echo.lab", service);
        return test;
    }

    private static void Connect(Boot boot)
    {
        WifiStationTests.Connect(boot, "factory", "correct horse");
        while (boot.Board.Station.Address is null)
            BoardThread.Current!.Sleep(TimeSpan.FromMilliseconds(100));
    }

    private static WebResponse Post(Boot boot, string body, TimeSpan? timeout) =>
        boot.Board.Web.Send(new WebRequest("POST", new Uri("http://echo.lab/"), [], Encoding.UTF8.GetBytes(body)), timeout);

    private static WebFailure Fails(Boot boot, TimeSpan? timeout) =>
        Assert.Throws<WebTransportException>(() => Post(boot, "x", timeout)).Failure;

    private sealed class EchoService(TimeProvider time) : HttpMessageHandler
    {
        public List<string> Seen { get; } = [];

        public int Aborted { get; private set; }

        public TimeSpan Delay { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
        {
            var text = await request.Content!.ReadAsStringAsync(cancel).ConfigureAwait(false);
            Seen.Add(text);
            if (Delay > TimeSpan.Zero)
            {
                // A timer and not Task.Delay with the token: cancelling that would hop to the thread pool.
                var waiting = new TaskCompletionSource();
                using var timer = time.CreateTimer(_ => waiting.TrySetResult(), null, Delay, Timeout.InfiniteTimeSpan);
                using var registration = cancel.Register(() =>
                {
                    Aborted++;
                    waiting.TrySetCanceled(CancellationToken.None);
                });
                await waiting.Task.ConfigureAwait(false);
            }

            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(text.ToUpperInvariant(), Encoding.UTF8, new System.Net.Http.Headers.MediaTypeHeaderValue("text/plain")) };
        }
    }
}
