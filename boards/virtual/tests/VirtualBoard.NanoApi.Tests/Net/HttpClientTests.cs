extern alias nanoapi;

using System.Text;
using VirtualBoard.Web;
using NanoNet = nanoapi::System.Net;
using Http = nanoapi::System.Net.Http;

namespace VirtualBoard.NanoApi.Tests.Net;

public sealed class HttpClientTests
{
    [Fact]
    public void A_post_carries_body_type_and_length_and_brings_the_answer()
    {
        using var test = new NetLab();
        test.RunClient(client =>
        {
            using var response = client.Post(NetLab.Address, new Http.StringContent("{\"n\":1}", Encoding.UTF8, "application/json"));
            Assert.Equal(NanoNet.HttpStatusCode.OK, response.StatusCode);
            Assert.True(response.IsSuccessStatusCode);
            Assert.Equal("{\"n\":1}", response.Content!.ReadAsString());
        });
        var seen = Assert.Single(test.Service.Seen);
        Assert.Equal(("POST", NetLab.Address, "{\"n\":1}"), (seen.Method, seen.Uri, seen.Text));
        Assert.Equal("application/json; charset=utf-8", seen.Headers["Content-Type"]);
        Assert.Equal("7", seen.Headers["Content-Length"]);
        Assert.Equal("close", seen.Headers["Connection"]);
        Assert.Equal("gateway.test", seen.Headers["Host"]);
    }

    [Fact]
    public void Each_verb_arrives_as_itself()
    {
        using var test = new NetLab();
        test.RunClient(client =>
        {
            client.Get(NetLab.Address).Dispose();
            client.Put(NetLab.Address, Text("put")).Dispose();
            client.Patch(NetLab.Address, Text("patch")).Dispose();
            client.Delete(NetLab.Address).Dispose();
            client.Send(new Http.HttpRequestMessage(new Http.HttpMethod("PURGE"), NetLab.Address)).Dispose();
        });
        Assert.Equal(["GET", "PUT", "PATCH", "DELETE", "PURGE"], test.Service.Seen.Select(s => s.Method));
        Assert.Equal(["", "put", "patch", "", ""], test.Service.Seen.Select(s => s.Text));
    }

    [Fact]
    public void GetString_and_GetByteArray_give_the_body_and_free_the_socket()
    {
        using var test = new NetLab();
        test.Service.Answer = "grüße"u8.ToArray();
        test.RunClient(client =>
        {
            Assert.Equal("grüße", client.GetString(NetLab.Address));
            Assert.Equal("grüße"u8.ToArray(), client.GetByteArray(NetLab.Address));
            Assert.Equal(0, Boot.Current.Board.Web.OpenSockets);
        });
    }

    [Fact]
    public void GetStream_reads_the_body_and_keeps_the_socket()
    {
        using var test = new NetLab();
        test.Service.Answer = [1, 2, 3];
        test.RunClient(client =>
        {
            var stream = client.GetStream(NetLab.Address);
            var buffer = new byte[8];
            Assert.Equal(3, stream.Read(buffer, 0, 8));
            Assert.Equal([1, 2, 3, 0], buffer[..4]);
            Assert.False(stream.CanWrite);
            Assert.Equal(1, Boot.Current.Board.Web.OpenSockets);
        });
    }

    [Fact]
    public void A_status_that_is_no_success_is_an_answer_until_success_is_ensured()
    {
        using var test = new NetLab();
        test.Service.Status = System.Net.HttpStatusCode.Conflict;
        test.RunClient(client =>
        {
            using var response = client.Get(NetLab.Address);
            Assert.Equal(NanoNet.HttpStatusCode.Conflict, response.StatusCode);
            Assert.Equal("Conflict", response.ReasonPhrase);
            Assert.Throws<Http.HttpRequestException>(() => response.EnsureSuccessStatusCode());
            Assert.Throws<Http.HttpRequestException>(() => client.GetString(NetLab.Address));
        });
    }

    [Fact]
    public void Default_headers_go_with_each_request_and_restricted_ones_are_refused()
    {
        using var test = new NetLab();
        test.RunClient(client =>
        {
            client.DefaultRequestHeaders.Add("Imp-Session", "0011");
            Assert.Throws<ArgumentException>(() => client.DefaultRequestHeaders.Add("User-Agent", "x"));
            Assert.Throws<ArgumentException>(() => client.DefaultRequestHeaders.Add("bad name", "x"));
            Assert.Throws<ArgumentException>(() => client.DefaultRequestHeaders.Add("x", "a\nb"));
            using var request = new Http.HttpRequestMessage(Http.HttpMethod.Get, NetLab.Address);
            request.Headers.Add("Imp-Counter", "7");
            client.Send(request).Dispose();
            client.Get(NetLab.Address).Dispose();
        });
        Assert.Equal(("0011", "7"), (test.Service.Seen[0].Headers["Imp-Session"], test.Service.Seen[0].Headers["Imp-Counter"]));
        Assert.Equal("0011", test.Service.Seen[1].Headers["Imp-Session"]);
        Assert.False(test.Service.Seen[1].Headers.ContainsKey("Imp-Counter"));
    }

    [Fact]
    public void A_relative_address_needs_a_base()
    {
        using var test = new NetLab();
        test.RunClient(client =>
        {
            Assert.Throws<InvalidOperationException>(() => client.Get("v1/hello"));
            client.BaseAddress = new nanoapi::System.Uri("http://gateway.test/device/");
            client.Get("v1/hello").Dispose();
            client.Get("/root?q=1").Dispose();
        });
        Assert.Equal(["http://gateway.test/device/v1/hello", "http://gateway.test/root?q=1"], test.Service.Seen.Select(s => s.Uri));
    }

    [Fact]
    public void A_request_can_be_sent_once()
    {
        using var test = new NetLab();
        test.RunClient(client =>
        {
            var request = new Http.HttpRequestMessage(Http.HttpMethod.Get, NetLab.Address);
            client.Send(request).Dispose();
            Assert.Throws<InvalidOperationException>(() => client.Send(request));
        });
    }

    [Fact]
    public void A_disposed_client_sends_nothing()
    {
        using var test = new NetLab();
        test.RunClient(client =>
        {
            client.Dispose();
            Assert.Throws<nanoapi::System.ObjectDisposedException>(() => client.Get(NetLab.Address));
        });
        Assert.Empty(test.Service.Seen);
    }

    [Fact]
    public void A_body_beyond_64_KB_does_not_fit_into_the_buffer()
    {
        using var test = new NetLab();
        test.Service.Answer = new byte[70_000];
        test.RunClient(client =>
        {
            Assert.ThrowsAny<Exception>(() => client.Get(NetLab.Address));
            using var response = client.Get(NetLab.Address, Http.HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal(70_000, response.Content!.Headers.ContentLength);
        });
    }

    [Fact]
    public void Credentials_go_out_as_basic_authentication()
    {
        using var test = new NetLab();
        test.RunOnline(_ =>
        {
            using var handler = new Http.HttpClientHandler { Credentials = new NanoNet.NetworkCredential("user", "secret") };
            using var invoker = new Http.HttpMessageInvoker(handler);
            invoker.Send(new Http.HttpRequestMessage(Http.HttpMethod.Get, NetLab.Address)).Dispose();
        });
        Assert.Equal("Basic dXNlcjpzZWNyZXQ=", test.Service.Seen[0].Headers["Authorization"]);
    }

    private static Http.StringContent Text(string text) => new(text);
}
