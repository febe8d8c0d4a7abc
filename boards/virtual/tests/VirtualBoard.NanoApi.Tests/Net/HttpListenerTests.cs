extern alias nanoapi;

using System.Text;
using HttpClient = nanoapi::System.Net.Http.HttpClient;
using HttpClientHandler = nanoapi::System.Net.Http.HttpClientHandler;
using HttpListener = nanoapi::System.Net.HttpListener;
using HttpListenerContext = nanoapi::System.Net.HttpListenerContext;
using HttpWebRequest = nanoapi::System.Net.HttpWebRequest;
using IPAddress = nanoapi::System.Net.IPAddress;
using NanoThread = nanoapi::System.Threading.Thread;
using ProtocolViolationException = nanoapi::System.Net.ProtocolViolationException;
using StringContent = nanoapi::System.Net.Http.StringContent;
using WebProxy = nanoapi::System.Net.WebProxy;
using WebRequest = nanoapi::System.Net.WebRequest;

namespace VirtualBoard.NanoApi.Tests.Net;

/// <summary>The board as an HTTP server, and requests through a proxy.</summary>
public sealed class HttpListenerTests : IDisposable
{
    private readonly NetLab _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_request_arrives_with_its_headers_and_body_and_is_answered() => _test.RunOnline(_ =>
    {
        using var server = new Server(static context =>
        {
            var body = new byte[context.Request.ContentLength64];
            context.Request.InputStream.Read(body, 0, body.Length);
            Answer(context, $"{context.Request.HttpMethod} {context.Request.RawUrl} {context.Request.Headers["X-Mark"]} {Encoding.UTF8.GetString(body)}", 201);
        });
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("X-Mark", "m");
        using var response = client.Post(Server.Address + "/a?b=c", new StringContent("text"));
        Assert.Equal(201, (int)response.StatusCode);
        Assert.Equal("POST /a?b=c m text", response.Content!.ReadAsString());
    });

    [Fact]
    public void A_response_may_come_in_chunks() => _test.RunOnline(_ =>
    {
        using var server = new Server(static context =>
        {
            context.Response.SendChunked = true;
            foreach (var part in "one ,two".Split(','))
            {
                var bytes = Encoding.UTF8.GetBytes(part);
                context.Response.OutputStream.Write(bytes, 0, bytes.Length);
                NetLab.Sleep(1);
            }

            context.Response.Close();
        });
        using var client = new HttpClient();
        using var response = client.Get(Server.Address);
        Assert.Equal("one two", response.Content!.ReadAsString());
    });

    [Fact]
    public void Stopping_ends_the_wait_for_requests_and_nobody_is_answered_any_more() => _test.RunOnline(boot =>
    {
        var listener = new HttpListener("http", 8080, IPAddress.Any);
        listener.Start();
        HttpListenerContext? got = null;
        var waiting = new NanoThread(() => got = listener.GetContext());
        waiting.Start();
        NetLab.Sleep(1);
        Assert.True(waiting.IsAlive);
        listener.Close();
        waiting.Join();
        Assert.Null(got);
        Assert.False(listener.IsListening);
        Assert.ThrowsAny<Exception>(() => new HttpClient().Get(Server.Address));
        NetLab.Sleep(1);
        Assert.Equal(0, boot.Board.Net.OpenSockets);
    });

    [Fact]
    public void What_is_no_http_is_told_to_the_firmware() => _test.RunOnline(_ =>
    {
        Exception? told = null;
        using var server = new Server(context =>
        {
            told = Record.Exception(() => context.Request);
            context.Close();
        });
        using var socket = new nanoapi::System.Net.Sockets.Socket(
            nanoapi::System.Net.Sockets.AddressFamily.InterNetwork,
            nanoapi::System.Net.Sockets.SocketType.Stream,
            nanoapi::System.Net.Sockets.ProtocolType.Tcp);
        socket.Connect(new nanoapi::System.Net.IPEndPoint(IPAddress.Loopback, 8080));
        socket.Send("rubbish\r\n\r\n"u8.ToArray());
        NetLab.Sleep(1);
        Assert.IsType<ProtocolViolationException>(told);
    });

    [Fact]
    public void A_request_goes_through_the_proxy_that_is_set()
    {
        var proxy = new EchoService { Answer = "by proxy"u8.ToArray() };
        _test.Lab.Internet.Add("proxy.test", proxy);
        _test.RunOnline(_ =>
        {
            var handler = new HttpClientHandler();
            Assert.Throws<InvalidOperationException>(() => handler.Proxy = new WebProxy("proxy.test", 3128));
            var request = (HttpWebRequest)WebRequest.Create("http://nowhere.example/x");
            request.Proxy = new WebProxy("proxy.test", 3128);
            using var response = request.GetResponse();
            Assert.Equal("http://nowhere.example/x", proxy.Seen[0].Uri);
        });
    }

    private static void Answer(HttpListenerContext context, string text, int status)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentLength64 = bytes.Length;
        context.Response.OutputStream.Write(bytes, 0, bytes.Length);
        context.Response.Close();
    }

    /// <summary>A server on a thread of its own.</summary>
    private sealed class Server : IDisposable
    {
        public const string Address = "http://127.0.0.1:8080";

        private readonly HttpListener _listener = new("http", 8080, IPAddress.Any);

        public Server(Action<HttpListenerContext> answer)
        {
            _listener.Start();
            new NanoThread(() =>
            {
                while (_listener.GetContext() is { } context)
                    answer(context);
            }).Start();
        }

        public void Dispose() => _listener.Close();
    }
}
